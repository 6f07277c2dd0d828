; Included by electron-builder's installer. Records of all accounts of a lab PC are in ProgramData, which every account may read:
; an administrator names the group that uses the program, by name or SID: Setup.exe /GROUP=LAB\Teachers
; Without it the first account that runs the program keeps the folder for itself (see docs/privacy.md).
; SIDs: SYSTEM S-1-5-18, Administrators S-1-5-32-544; their names depend on the language of Windows.
!macro customInstall
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/GROUP=" $R1
  ${IfNot} ${Errors}
  ${AndIf} $R1 != ""
    SetShellVarContext all
    CreateDirectory "$APPDATA\VR Lab Check"
    StrCpy $R2 $R1 4
    ${If} $R2 == "S-1-"
      StrCpy $R3 "*$R1"
    ${Else}
      StrCpy $R3 $R1
    ${EndIf}
    nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$APPDATA\VR Lab Check" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F "$R3:(OI)(CI)M" /q'
    Pop $R4
    ${If} $R4 == "0"
      nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$APPDATA\VR Lab Check\*" /reset /t /c /q'
      Pop $R4
      ; The name is in the list of the folder; written here it would have the encoding of this Windows.
      FileOpen $R6 "$APPDATA\VR Lab Check\access.json" w
      FileWrite $R6 '{ "schema": "vrlab.access/1", "group": "(named at installation)", "gid": null }'
      FileClose $R6
    ${Else}
      DetailPrint "The group $R1 could not be given access: icacls $R4"
    ${EndIf}
  ${EndIf}
!macroend
