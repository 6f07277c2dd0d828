#!/usr/bin/python3
"""A mocked machine whose devices come and go. Start it under umockdev-wrapper.

Reads one JSON object per line: {"add": "<umockdev text>"} or {"remove": ["/sys/devices/...", ...]} (deepest first), or
{"hid": "/dev/hidraw0", "descriptor": "<hex>", "features": {"5": ["<hex>", ...]}}: what a HID device answers when a feature report is
asked for, one after the other and the last again and again; "stall" is what a device without the report does, "never" no answer.
Everything that is asked of such devices is a line of {"asked": ...} in the answer to {"asked": true}.
Prints one JSON object per line: first {"directory": ..., "preload": ...} for the environment of programs on this machine,
then {"done": <seconds since the epoch when the kernel event was sent>} for every order.

umockdev's own uevents reach libudev only. usb@3 listens to the kernel's netlink group 2 (udev) itself, so every usb device
is announced there as well; that needs CAP_NET_ADMIN, and reaches every process of the network namespace.
"""
import errno
import json
import os
import struct
import subprocess
import sys

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

# Sends from a process without the preload: there netlink is the kernel's.
ANNOUNCER = r"""
import fcntl, json, socket, struct, sys, time
# A new network namespace begins with its loopback interface down: SIOCGIFFLAGS, IFF_UP, SIOCSIFFLAGS of linux/sockios.h.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as inet:
    name, flags = struct.unpack_from("16sH", fcntl.ioctl(inet, 0x8913, struct.pack("16sH14x", b"lo", 0)))
    if not flags & 1:
        fcntl.ioctl(inet, 0x8914, struct.pack("16sH14x", name, flags | 1))
print("ready", flush=True)
link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15)
link.bind((0, 0))
for line in sys.stdin:
    body = b"".join(f"{key}={value}\0".encode() for key, value in json.loads(line).items())
    # struct udev_monitor_netlink_header, systemd src/libsystemd/sd-device/device-monitor.c
    header = b"libudev\0" + struct.pack(">I", 0xFEEDCAFE) + struct.pack("=III", 40, 40, len(body)) + bytes(16)
    now = time.time()
    try:
        link.sendto(header + body, (0, 2))
    except ConnectionRefusedError:
        pass  # nobody listens
    print(now, flush=True)
"""

clean = {key: value for key, value in os.environ.items() if key not in ("LD_PRELOAD", "UMOCKDEV_DIR")}
announcer = subprocess.Popen([sys.executable, "-c", ANNOUNCER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=clean, text=True)


def properties(path):
    try:
        lines = open(path + "/uevent").read().splitlines()
    except OSError:
        return {}
    return dict(line.split("=", 1) for line in lines if "=" in line)


def announce(action, path, props):
    if props.get("DEVTYPE") != "usb_device":
        return None
    event = {"ACTION": action, "DEVPATH": path.removeprefix("/sys"), "SUBSYSTEM": "usb", **props}
    announcer.stdin.write(json.dumps(event) + "\n")
    announcer.stdin.flush()
    return float(announcer.stdout.readline())


asked = []


class Hid:
    """Answers the calls of hidraw (linux/hidraw.h) for one device node."""

    def __init__(self, node, descriptor, features):
        self.node, self.descriptor = node, bytes.fromhex(descriptor)
        self.features = {int(number): list(answers) for number, answers in features.items()}
        self.handler = UMockdev.IoctlBase()
        self.handler.connect("handle-ioctl", self.answer)
        self.handler.connect("handle-write", self.written)
        bed.attach_ioctl(node, self.handler)

    def answer(self, _handler, client):
        request = client.get_request()
        number, kind, size = request & 0xFF, (request >> 8) & 0xFF, (request >> 16) & 0x3FFF
        if kind != ord("H"):
            return False
        if number == 1:  # HIDIOCGRDESCSIZE
            client.get_arg().resolve(0, 4).update(0, struct.pack("=i", len(self.descriptor)))
            client.complete(0, 0)
        elif number == 2:  # HIDIOCGRDESC
            content = struct.pack("=I", len(self.descriptor)) + self.descriptor
            client.get_arg().resolve(0, len(content)).update(0, content)
            client.complete(0, 0)
        elif number == 7:  # HIDIOCGFEATURE
            room = client.get_arg().resolve(0, size)
            report = room.retrieve()[0]
            asked.append(f"{self.node} get {report}")
            answers = self.features.get(report, ["stall"])
            said = answers.pop(0) if len(answers) > 1 else answers[0]
            if said == "stall":
                client.complete(-1, errno.EPIPE)
            elif said != "never":
                content = bytes.fromhex(said)[:size]
                room.update(0, content)
                client.complete(len(content), 0)
        else:
            asked.append(f"{self.node} call {number}")
            client.complete(-1, errno.EPIPE)
        return True

    def written(self, _handler, client):
        asked.append(f"{self.node} write")
        client.complete(len(client.get_arg().retrieve()), 0)
        return True


devices = []
announcer.stdout.readline()
bed = UMockdev.Testbed.new()
print(json.dumps({"directory": bed.get_root_dir(), "preload": os.environ.get("LD_PRELOAD")}), flush=True)


def obey(line):
    order = json.loads(line)
    sent = None
    if "hid" in order:
        devices.append(Hid(order["hid"], order["descriptor"], order["features"]))
    if "asked" in order:
        print(json.dumps({"asked": asked}), flush=True)
        asked.clear()
        return
    if "add" in order:
        bed.add_from_string(order["add"])
        paths = ["/sys" + row[3:].strip() for row in order["add"].splitlines() if row.startswith("P: ")]
        for path in paths:
            bed.uevent(path, "add")
        for path in paths:
            sent = announce("add", path, properties(path)) or sent
    for path in order.get("remove", []):
        props = properties(path)
        bed.uevent(path, "remove")
        bed.remove_device(path)
        sent = announce("remove", path, props) or sent
    print(json.dumps({"done": sent}), flush=True)


def heard(_source, _condition):
    line = sys.stdin.readline()
    if line == "":
        loop.quit()
        return False
    obey(line)
    return True


# HID devices are answered in the main loop, orders as well. Nothing may wait in Python's own buffer: the loop does not see it.
sys.stdin = os.fdopen(0, "r", buffering=1)
loop = GLib.MainLoop()
GLib.io_add_watch(GLib.IOChannel.unix_new(0), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN | GLib.IOCondition.HUP, heard)
loop.run()
