#!/usr/bin/env python3
"""A plain gateway that speaks the native datagram, written from docs/protocols/native-datagram.md.

It shares no code with fenceline: that is its use. Python 3 and `cryptography` only.

    native_gateway.py --to 127.0.0.1:7700 --key-file gw.key --fixes fixes.csv

The key file is that of `fenceline sender add`: one line, `NUMBER:32 hexadecimal digits`. A file with
the digits alone needs --sender NUMBER. The fixes are lines `time_ms,device,latitudeE7,longitudeE7`. It exits 0 when every fix was
acknowledged, 1 when the time ran out, 2 when it was called wrongly, and prints one line of JSON.
"""
import argparse
import json
import os
import random
import secrets
import select
import socket
import stat
import struct
import sys
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEADER = struct.Struct(">HBBIIQ")
NONCE = struct.Struct(">IQ")
REPORT = struct.Struct(">qHH")
FIX = struct.Struct(">QqiiIHHHHHBBBB")
ACKNOWLEDGEMENT = struct.Struct(">IQqHH")
RANGE = struct.Struct(">HHB")

MAGIC, VERSION, KIND_REPORT, KIND_ACKNOWLEDGEMENT = 0x464C, 1, 0x01, 0x81
DIRECTION = 1 << 31
TAG_SIZE = 16
FIXES_PER_REPORT = (1200 - HEADER.size - REPORT.size - TAG_SIZE) // FIX.size
UNACKNOWLEDGED_REPORTS = 64
FIRST_RETRY, LONGEST_RETRY = 1.0, 30.0
HAS_POSITION, SOURCE_GNSS = 0x0001, 1
COUNTER_TOO_OLD = 22
NAMES = {
    0: "kept", 1: "late", 2: "duplicate", 16: "unknownDevice", 17: "offGlobe", 18: "timeAhead",
    19: "timeUnset", 20: "malformed", 21: "notThisSender", 22: "counterTooOld",
}


def fail(sentence):
    print(sentence, file=sys.stderr)
    sys.exit(2)


def read_key(path, sender):
    """The sender's number and its 16 bytes of key, from a file readable by its owner only."""
    try:
        mode = stat.S_IMODE(os.stat(path).st_mode)
        with open(path, encoding="ascii") as file:
            text = file.read().strip()
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{path}: cannot be read: {error}")
    if mode != 0o600:
        fail(f"{path}: has mode {mode:04o}; a key file has mode 0600: chmod 600 {path}")
    number, colon, digits = text.rpartition(":")
    try:
        key = bytes.fromhex(digits)
        number = int(number) if colon else sender
    except ValueError:
        key, number = b"", None
    if len(key) != 16 or len(digits) != 32:
        fail(f"{path}: is not one line NUMBER:32 hexadecimal digits")
    if number is None:
        fail(f"{path}: names no sender; add --sender NUMBER")
    if sender is not None and number != sender:
        fail(f"{path}: is the key of sender {number}, not of {sender}")
    return number, key


def read_fixes(path):
    """The fixes as (time in ms, device, latitude E7, longitude E7)."""
    fixes = []
    try:
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                line = line.strip()
                if not line or line.startswith("#") or (number == 1 and not line[0].isdigit()):
                    continue
                try:
                    moment, device, latitude, longitude = (int(f) for f in line.split(","))
                except ValueError:
                    fail(f"{path}:{number}: not time_ms,device,latitudeE7,longitudeE7")
                fixes.append((moment, device, latitude, longitude))
    except OSError as error:
        fail(f"{path}: cannot be read: {error}")
    return fixes


class Report:
    """A sealed report that waits for its acknowledgement."""

    def __init__(self, datagram, fixes):
        self.datagram = datagram
        self.fixes = fixes
        self.wait = FIRST_RETRY
        self.sent_at = 0.0
        self.due = 0.0
        self.tries = 0


class Gateway:
    """One session of a sender."""

    def __init__(self, address, sender, key, fixes):
        self.sender = sender
        self.cipher = AESGCM(key)
        self.salt = secrets.randbits(31)
        self.counter = time.time_ns() // 1000
        self.queue = list(reversed(fixes))
        self.waiting = {}
        self.sent = self.retries = 0
        self.codes = {}
        self.round_trips = []
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.connect(address)

    def seal(self, fixes):
        """Seals a report under the next counter and puts it among those that wait."""
        now = time.time_ns() // 1_000_000
        body = REPORT.pack(now, len(fixes), 0)
        for moment, device, latitude, longitude in fixes:
            age = min(max(0, now - moment), 0xFFFFFFFE)
            body += FIX.pack(
                device, moment, latitude, longitude, age, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF,
                HAS_POSITION, 0xFF, 0xFF, SOURCE_GNSS, 0)
        header = HEADER.pack(MAGIC, VERSION, KIND_REPORT, self.sender, self.salt, self.counter)
        nonce = NONCE.pack(self.salt, self.counter)
        datagram = header + self.cipher.encrypt(nonce, body, header)
        self.waiting[self.counter] = Report(datagram, fixes)
        self.counter += 1

    def send_due(self, now):
        """Seals while there is room, and sends what is new or was not answered in time."""
        while self.queue and len(self.waiting) < UNACKNOWLEDGED_REPORTS:
            count = min(FIXES_PER_REPORT, len(self.queue))
            self.seal([self.queue.pop() for _ in range(count)])
        for report in self.waiting.values():
            if report.due > now:
                continue
            try:
                self.socket.send(report.datagram)
            except OSError:
                pass  # Refused or full: a loss like any other.
            report.tries += 1
            self.sent += 1
            self.retries += report.tries > 1
            report.sent_at = now
            report.due = now + report.wait * random.uniform(0.8, 1.2)
            report.wait = min(report.wait * 2, LONGEST_RETRY)

    def receive(self, patience):
        """Waits for acknowledgements and takes all that came."""
        select.select([self.socket], [], [], max(0.0, patience))
        while True:
            try:
                self.take(self.socket.recv(2048))
            except BlockingIOError:
                return
            except OSError:
                continue  # ECONNREFUSED tells of an earlier datagram; it is cleared by the read.

    def take(self, datagram):
        """Takes one datagram; whatever is no acknowledgement of ours is ignored."""
        if not HEADER.size + ACKNOWLEDGEMENT.size + TAG_SIZE <= len(datagram) <= 1200:
            return
        header = datagram[:HEADER.size]
        magic, version, kind, sender, salt, counter = HEADER.unpack(header)
        if (magic, version, kind, sender) != (MAGIC, VERSION, KIND_ACKNOWLEDGEMENT, self.sender):
            return
        if salt & DIRECTION:
            return
        try:
            nonce = NONCE.pack(DIRECTION | salt, counter)
            body = self.cipher.decrypt(nonce, datagram[HEADER.size:], header)
        except InvalidTag:
            return
        salt, counter, server_ms, count, zero = ACKNOWLEDGEMENT.unpack_from(body)
        if zero or len(body) != ACKNOWLEDGEMENT.size + count * RANGE.size or salt != self.salt:
            return
        report = self.waiting.pop(counter, None)
        if report is None:
            return
        if report.tries == 1:
            self.round_trips.append((time.monotonic() - report.sent_at) * 1000)
        for index in range(count):
            first, number, code = RANGE.unpack_from(
                body, ACKNOWLEDGEMENT.size + index * RANGE.size)
            name = NAMES.get(code, str(code))
            if code == COUNTER_TOO_OLD:
                self.queue.extend(reversed(report.fixes[first:first + number]))
                self.counter = max(self.counter, server_ms * 1000)
            else:
                self.codes[name] = self.codes.get(name, 0) + number

    def run(self, seconds):
        """Sends until everything is acknowledged or the time is over: whether it is."""
        end = time.monotonic() + seconds
        if not self.queue:
            self.seal([])
        while self.queue or self.waiting:
            now = time.monotonic()
            if now >= end:
                return False
            self.send_due(now)
            due = min((r.due for r in self.waiting.values()), default=now)
            self.receive(min(due, end) - time.monotonic())
        return True

    def summary(self, fix_count, is_done):
        """What happened, for one line of JSON."""
        trips = sorted(self.round_trips)
        rtt = None
        if trips:
            rtt = {
                "min": round(trips[0], 3),
                "median": round(trips[len(trips) // 2], 3),
                "max": round(trips[-1], 3),
            }
        return {
            "fixes": fix_count,
            "sent": self.sent,
            "retries": self.retries,
            "acknowledged": sum(self.codes.values()),
            "codes": self.codes,
            "rtt_ms": rtt,
            "complete": is_done,
        }


def main():
    parser = argparse.ArgumentParser(description="Report fixes to fenceline.")
    parser.add_argument("--to", required=True, metavar="HOST:PORT")
    parser.add_argument("--key-file", required=True, help="NUMBER:32 hexadecimal digits, mode 0600")
    parser.add_argument("--sender", type=int, help="the number, where the key file does not name it")
    parser.add_argument("--fixes", required=True, help="time_ms,device,latitudeE7,longitudeE7")
    parser.add_argument("--max-seconds", type=float, default=60.0)
    options = parser.parse_args()
    host, _, port = options.to.rpartition(":")
    if not host or not port.isdigit():
        fail(f"--to {options.to}: not HOST:PORT")
    fixes = read_fixes(options.fixes)
    address = (host.strip("[]"), int(port))
    sender, key = read_key(options.key_file, options.sender)
    gateway = Gateway(address, sender, key, fixes)
    is_done = gateway.run(options.max_seconds)
    print(json.dumps(gateway.summary(len(fixes), is_done)))
    return 0 if is_done else 1


if __name__ == "__main__":
    sys.exit(main())
