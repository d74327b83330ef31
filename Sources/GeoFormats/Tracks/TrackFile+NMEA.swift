import GeoCore

extension TrackFile {
  /// Reads the sentences of a receiver (NMEA 0183): RMC, GGA and ZDA.
  ///
  /// Neighbouring sentences of one time make one fix. A sentence with a wrong checksum is lost, and so
  /// is one without, unless no sentence of the file has any: then nothing can be checked, which is said.
  static func readNMEA(
    _ bytes: [UInt8],
    of device: DeviceNumber,
    as reading: TrackReading,
    into track: inout Track
  ) throws(TrackFileError.Cause) {
    var log = NMEALog(device: device, conversion: reading.conversion, track: track)
    log.read(bytes)
    track = log.track
    let days = try log.days(first: reading.date)
    for (moment, day) in zip(log.moments, days) {
      guard var fix = moment.fix else { continue }
      fix.time = Instant(milliseconds: day * 86_400_000 + moment.timeOfDay)
      track.take(.success(fix), line: moment.line)
    }
    track.skipped.sort { $0.line < $1.line }
  }
}

/// A time of day that some sentences named, the day if they said it, and their fix if they made one.
private struct NMEAMoment {
  var line: Int
  var timeOfDay: Int64
  var day: Int64?

  /// The fix, at a time that is still to be dated.
  var fix: Fix?
}

/// What the sentences of one time say together.
private struct NMEAEpoch {
  var line: Int
  var timeOfDay: Int64
  var day: Int64?
  var fields = FixFields()
  var kinds: Set<NMEASentence.Kind> = []

  /// Whether there is more than a date.
  var hasFix: Bool { kinds != [.zda] }

  init(line: Int, timeOfDay: Int64) {
    (self.line, self.timeOfDay) = (line, timeOfDay)
  }

  /// Adds what a sentence says; the first position counts.
  mutating func add(_ sentence: NMEASentence) {
    kinds.insert(sentence.kind)
    day = sentence.day ?? day
    guard sentence.kind != .zda else { return }
    if fields.latitude.isEmpty, sentence.hasPosition {
      (fields.latitude, fields.longitude) = (sentence.fields.latitude, sentence.fields.longitude)
      fields.northOrSouth = sentence.fields.northOrSouth
      fields.eastOrWest = sentence.fields.eastOrWest
    }
    for value in FixColumn.allCases where value != .flags && value != .source {
      if fields[value].isEmpty { fields[value] = sentence.fields[value] }
    }
    fields.units.merge(sentence.fields.units) { $1 }
    // How it came to its fix, GGA knows better than RMC.
    if sentence.kind == .gga || !kinds.contains(.gga) {
      fields[.source] = sentence.fields[.source]
    }
    fields[.flags] += "|" + sentence.fields[.flags] + (sentence.isWithoutFix ? "|noFix" : "")
    if fields[.flags].contains("noFix") { fields[.source] = "" }
  }
}

/// The sentences of one file.
private struct NMEALog {
  let device: DeviceNumber
  let conversion: Conversion

  /// What was passed over.
  var track: Track

  /// What was read, in file order.
  private(set) var moments: [NMEAMoment] = []

  /// The sentences of one time that are being put together.
  private var epoch: NMEAEpoch?

  init(device: DeviceNumber, conversion: Conversion, track: Track) {
    (self.device, self.conversion, self.track) = (device, conversion, track)
  }

  /// Reads every sentence.
  mutating func read(_ bytes: [UInt8]) {
    let isChecked = ByteLines(file: bytes).contains { line in
      Self.sentences(in: line.bytes).contains { Self.checksum(of: $0) != nil }
    }
    if !isChecked {
      track.remarks.append(
        Sentence(
          "No sentence of the file has a checksum: a damaged one cannot be told.",
          "文件中的语句都没有校验和：无法识别损坏的语句。"
        )
      )
    }
    for (number, bytes) in ByteLines(file: bytes) {
      for sentence in Self.sentences(in: bytes) {
        if let reason = take(sentence, line: number, isChecked: isChecked) {
          track.skip(line: number, reason)
        }
      }
    }
    close()
  }

  /// Makes a fix of the sentences in hand.
  private mutating func close() {
    guard let epoch else { return }
    self.epoch = nil
    var moment = NMEAMoment(line: epoch.line, timeOfDay: epoch.timeOfDay, day: epoch.day)
    if epoch.hasFix {
      let undated = Instant(milliseconds: 0)
      switch epoch.fields.fix(device: device, time: undated, conversion: conversion) {
      case .success(let fix): moment.fix = fix
      case .failure(let reason): track.skip(line: epoch.line, reason)
      }
    }
    moments.append(moment)
  }

  /// The sentences on a line, each from its `$`; what stands before the first is one of its own.
  ///
  /// A lost line feed leaves two on one line. The tag block of NMEA 4.0 (`\…\`) is passed over.
  private static func sentences(in line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var line = line.trimmingSpaces
    if line.first == UInt8(ascii: "\\"),
      let end = line.dropFirst().firstIndex(of: UInt8(ascii: "\\"))
    {
      line = line[(end + 1)...]
    }
    var parts: [ArraySlice<UInt8>] = []
    var start = line.startIndex
    for index in line.indices.dropFirst() where line[index] == UInt8(ascii: "$") {
      parts.append(line[start..<index])
      start = index
    }
    if start < line.endIndex { parts.append(line[start...]) }
    return parts
  }

  /// What stands after `*`, if it is two hexadecimal digits.
  private static func checksum(of sentence: ArraySlice<UInt8>) -> UInt8? {
    guard let star = sentence.lastIndex(of: UInt8(ascii: "*")) else { return nil }
    let digits = sentence[(star + 1)...].trimmingSpaces
    let isHex = digits.allSatisfy { $0.isHexadecimal }
    guard digits.count == 2, isHex else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// Takes a sentence in.
  ///
  /// - Returns: why it was lost, if it was.
  private mutating func take(
    _ bytes: ArraySlice<UInt8>,
    line: Int,
    isChecked: Bool
  ) -> SkipReason? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.first == UInt8(ascii: "$") || bytes.first == UInt8(ascii: "!") else {
      return .notASentence(String(text.prefix(40)))
    }
    let end = bytes.lastIndex(of: UInt8(ascii: "*")) ?? bytes.endIndex
    let body = bytes[bytes.startIndex..<end].dropFirst()
    if let stated = Self.checksum(of: bytes) {
      let computed = body.reduce(0, ^)
      guard stated == computed else {
        return .wrongChecksum(stated: stated.hexadecimal, computed: computed.hexadecimal)
      }
    } else if isChecked || end < bytes.endIndex {
      return .noChecksum
    }
    switch NMEASentence.read(String(decoding: body, as: UTF8.self)) {
    case .failure(let reason): return reason
    case .success(nil): return nil
    case .success(let sentence?):
      if let open = epoch,
        open.timeOfDay != sentence.timeOfDay || open.kinds.contains(sentence.kind)
          || open.day ?? sentence.day != sentence.day ?? open.day
      {
        close()
      }
      var open = epoch ?? NMEAEpoch(line: line, timeOfDay: sentence.timeOfDay)
      open.add(sentence)
      epoch = open
      return nil
    }
  }

  /// The day of each moment, counted from 1970-01-01.
  ///
  /// It is its own; else it is counted from the last one before it that says its own, else back from the
  /// first after it, else from `first`. A time that falls back by more than half a day crosses midnight.
  func days(first: CivilDate?) throws(TrackFileError.Cause) -> [Int64] {
    var (days, crossings): ([Int64], Int64) = ([], 0)
    var relative: [Int64] = []
    for (index, moment) in moments.enumerated() {
      if index > 0, moments[index - 1].timeOfDay - moment.timeOfDay > 43_200_000 { crossings += 1 }
      relative.append(crossings)
    }
    let anchor = moments.indices.first { moments[$0].day != nil }
    var base: Int64
    if let anchor, let day = moments[anchor].day {
      base = day - relative[anchor]
    } else if let first {
      base = first.dayNumber
    } else if moments.contains(where: { $0.fix != nil }) {
      throw .noDate
    } else {
      base = 0
    }
    for (index, moment) in moments.enumerated() {
      if let day = moment.day { base = day - relative[index] }
      days.append(base + relative[index])
    }
    return days
  }
}

extension UInt8 {
  fileprivate var isHexadecimal: Bool {
    decimalDigit != nil || (0x41...0x46).contains(self & 0xDF)
  }

  fileprivate var hexadecimal: String {
    let digits = String(self, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }
}
