public import GeoCore

/// A fix as 42 bytes: on the wire, and packed in the store.
///
/// | offset | bytes | field                                                         |
/// |-------:|------:|---------------------------------------------------------------|
/// |      0 |     8 | device, unsigned                                              |
/// |      8 |     8 | time by the device's clock, ms since 1970, signed             |
/// |     16 |     4 | latitude, degrees × 10⁷, signed                               |
/// |     20 |     4 | longitude, degrees × 10⁷, signed                              |
/// |     24 |     4 | age when sent, ms                                             |
/// |     28 |     2 | accuracy, dm                                                  |
/// |     30 |     2 | HDOP × 100                                                    |
/// |     32 |     2 | speed, cm/s                                                   |
/// |     34 |     2 | heading, 0.01° clockwise from north                           |
/// |     36 |     2 | flags, ``GeoCore/Fix/Flags``                                  |
/// |     38 |     1 | satellites                                                    |
/// |     39 |     1 | battery, percent                                              |
/// |     40 |     1 | source, ``GeoCore/Fix/Source``                                |
/// |     41 |     1 | zero                                                          |
///
/// All bits set in a field from age to battery, flags excepted, means "not said".
public enum FixRecord {
  /// The length of a record, in bytes.
  public static let byteCount = 42

  /// Appends the 42 bytes of a fix.
  public static func encode(_ fix: Fix, into bytes: inout [UInt8]) {
    bytes.appendBigEndian(fix.device.value)
    bytes.appendBigEndian(fix.time.milliseconds)
    bytes.appendBigEndian(fix.latitudeE7)
    bytes.appendBigEndian(fix.longitudeE7)
    bytes.appendBigEndian(fix.ageMilliseconds)
    bytes.appendBigEndian(fix.accuracyDecimeters)
    bytes.appendBigEndian(fix.hdopHundredths)
    bytes.appendBigEndian(fix.speedCentimeters)
    bytes.appendBigEndian(fix.headingHundredths)
    bytes.appendBigEndian(fix.flags.rawValue)
    bytes.append(fix.satellites)
    bytes.append(fix.batteryPercent)
    bytes.append(fix.source.rawValue)
    bytes.append(0)
  }

  /// Reads back the record at `offset`, field by field.
  ///
  /// - Returns: `nil` if the source has no meaning or the last byte is not zero; whatever
  ///   ``encode(_:into:)`` wrote comes back equal.
  /// - Precondition: the record lies within `bytes`; checked.
  public static func decode(_ bytes: RawSpan, at offset: Int = 0) -> Fix? {
    let (fix, isWhole) = read(bytes, at: offset)
    return isWhole ? fix : nil
  }

  /// Reads back the record at `offset` of an array, as ``decode(_:at:)-(RawSpan,_)`` does.
  public static func decode(_ bytes: [UInt8], at offset: Int = 0) -> Fix? {
    // `Span.bytes` is unsafe because padding may be uninitialised; a `UInt8` has none.
    unsafe decode(bytes.span.bytes, at: offset)
  }

  /// The fields at `offset`, and whether source and last byte have a meaning; an unknown source
  /// is read as ``GeoCore/Fix/Source/unknown``.
  static func read(_ bytes: RawSpan, at offset: Int) -> (fix: Fix, isWhole: Bool) {
    let source = Fix.Source(rawValue: bytes.bigEndian(at: offset + 40, as: UInt8.self))
    var fix = Fix(
      device: DeviceNumber(bytes.bigEndian(at: offset, as: UInt64.self)),
      time: Instant(milliseconds: bytes.bigEndian(at: offset + 8, as: Int64.self)),
      source: source ?? .unknown
    )
    fix.latitudeE7 = bytes.bigEndian(at: offset + 16, as: Int32.self)
    fix.longitudeE7 = bytes.bigEndian(at: offset + 20, as: Int32.self)
    fix.ageMilliseconds = bytes.bigEndian(at: offset + 24, as: UInt32.self)
    fix.accuracyDecimeters = bytes.bigEndian(at: offset + 28, as: UInt16.self)
    fix.hdopHundredths = bytes.bigEndian(at: offset + 30, as: UInt16.self)
    fix.speedCentimeters = bytes.bigEndian(at: offset + 32, as: UInt16.self)
    fix.headingHundredths = bytes.bigEndian(at: offset + 34, as: UInt16.self)
    fix.flags = Fix.Flags(rawValue: bytes.bigEndian(at: offset + 36, as: UInt16.self))
    fix.satellites = bytes.bigEndian(at: offset + 38, as: UInt8.self)
    fix.batteryPercent = bytes.bigEndian(at: offset + 39, as: UInt8.self)
    let last = bytes.bigEndian(at: offset + 41, as: UInt8.self)
    return (fix, source != nil && last == 0)
  }
}
