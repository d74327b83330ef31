import GeoCore

extension TrackFormat {
  /// The format of a file, from what stands in it.
  ///
  /// - Throws: ``TrackFileError/Cause`` where it is none that is read; with what it looks like, if that
  ///   is known.
  init(of bytes: [UInt8], file: String) throws(TrackFileError.Cause) {
    if let likeness = signature(of: bytes) { throw .notATrack(likeness) }
    let text = bytes[(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)...].withoutLeadingSpaces
    guard let first = text.first else { throw .empty }
    let head = text.prefix(64 << 10)
    let lines = ByteLines(head).prefix(40).map { String(decoding: $0.bytes, as: UTF8.self) }
    switch first {
    case UInt8(ascii: "<"): self = try Self.xml(text)
    case UInt8(ascii: "["):
      guard bytes.firstOffset(of: "\"metadata\"") != nil else { throw .notATrack(.otherJSON) }
      self = .emission
    case UInt8(ascii: "{"):
      if lines[0].contains("\"fenceline recording\"") {
        self = .recording
      } else if head.firstOffset(of: "\"_type\"") != nil, head.firstOffset(of: "\"type\"") == nil {
        throw .notATrack(.ownTracks)
      } else {
        self = .geojson
      }
    default: self = try Self.table(lines, head: head, ending: file.ending)
    }
  }

  private static func xml(_ text: ArraySlice<UInt8>) throws(TrackFileError.Cause) -> TrackFormat {
    if text.firstOffset(of: "<gpx") != nil || text.firstOffset(of: "<trkpt") != nil { return .gpx }
    let names: [(StaticString, Sentence)] = [
      ("<kml", .kml), ("<TrainingCenterDatabase", .tcx), ("<html", .html), ("<HTML", .html),
    ]
    let head = text.prefix(4096)
    for (name, likeness) in names where head.firstOffset(of: name) != nil {
      throw .notATrack(likeness)
    }
    var reader = XMLReader(Array(text))
    guard let event = try? reader.next(), case .start(let root, _, _) = event else {
      throw .notATrack(nil)
    }
    // A prefix before the name is no matter to the reader.
    guard root == "gpx" else { throw .notGPX(root: root) }
    return .gpx
  }

  /// The format of what is neither XML nor JSON.
  private static func table(
    _ lines: [String],
    head: ArraySlice<UInt8>,
    ending: String
  ) throws(TrackFileError.Cause) -> TrackFormat {
    if lines.contains(where: NMEASentence.isBegun) { return .nmea }
    if lines[0].hasPrefix("Geolife trajectory") { return .plt }
    if lines[0].hasPrefix("OziExplorer") { throw .notATrack(.oziExplorer) }
    if lines.contains(where: { $0.hasPrefix("# Header Description") || $0.hasPrefix("Raw,") }) {
      throw .notATrack(.gnssLogger)
    }
    if lines.contains(where: { $0.contains("\t{") && $0.contains("\"_type\"") }) {
      throw .notATrack(.ownTracks)
    }
    let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) }
    // A damaged byte costs its line; in UTF-16 every other byte is zero.
    guard controls * 20 <= head.count else { throw .notATrack(.binary) }
    if lines.dropFirst(6).contains(where: PLTLine.isOne), ending == "plt" { return .plt }
    if TrackColumns.hasKnownColumn(lines[0]) || ending == "csv" { return .csv }
    throw .notATrack(nil)
  }
}

/// What the first bytes of a file say it is, where they are no text.
private func signature(of bytes: [UInt8]) -> Sentence? {
  if bytes.count >= 12, Array(bytes[8..<12]) == Array(".FIT".utf8) { return .fit }
  let signatures: [([UInt8], Sentence)] = [
    ([0x50, 0x4B, 3, 4], .zip), ([0x50, 0x4B, 5, 6], .zip), ([0x1F, 0x8B], .gzip),
    (Array("%PDF".utf8), .pdf), ([0x89, 0x50, 0x4E, 0x47], .picture),
    ([0xFF, 0xD8, 0xFF], .picture),
    (Array("SQLite format 3".utf8), .database), ([0xFF, 0xFE], .utf16), ([0xFE, 0xFF], .utf16),
  ]
  return signatures.first { bytes.starts(with: $0.0) }?.1
}

extension Sentence {
  fileprivate static let fit = Sentence("a FIT file of a watch", "手表的 FIT 文件")
  fileprivate static let zip = Sentence(
    "a ZIP archive (a KMZ or spreadsheet is one, too)",
    " ZIP 压缩包（KMZ 和电子表格也是）"
  )
  fileprivate static let gzip = Sentence("a file packed with gzip", " gzip 压缩文件")
  fileprivate static let pdf = Sentence("a PDF", " PDF 文件")
  fileprivate static let picture = Sentence("a picture", "图片")
  fileprivate static let database = Sentence("a database of SQLite", " SQLite 数据库")
  fileprivate static let utf16 = Sentence(
    "text in UTF-16 (save it as UTF-8)",
    " UTF-16 文本（请另存为 UTF-8）"
  )
  fileprivate static let binary = Sentence("a binary file", "二进制文件")
  fileprivate static let kml = Sentence("KML", " KML 文件")
  fileprivate static let tcx = Sentence("TCX", " TCX 文件")
  fileprivate static let html = Sentence("a page of HTML", "网页（HTML）")
  fileprivate static let otherJSON = Sentence("JSON of another kind", "其他类型的 JSON")
  fileprivate static let ownTracks = Sentence("a recording of OwnTracks", " OwnTracks 记录")
  fileprivate static let oziExplorer = Sentence("a track of OziExplorer", " OziExplorer 轨迹")
  fileprivate static let gnssLogger = Sentence(
    "a log of raw measurements of GnssLogger",
    " GnssLogger 原始观测日志"
  )
}

extension String {
  /// What follows the last point of a file's name, in small letters; empty where there is none.
  fileprivate var ending: String {
    let name = split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: point)...].lowercased()
  }
}
