@"%~dp0resources\vrlab\node.exe" "%~dp0resources\vrlab\bin\vrlab.mjs" %*
