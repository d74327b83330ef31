/// One position report of a device, as it was accepted (定位点).
///
/// Plain bytes without references: fixes are copied, compared and kept by the million.
public struct Fix: Hashable, Sendable, BitwiseCopyable {
  /// What the position was made from.
  public enum Source: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Not said.
    case unknown = 0
    /// Satellites.
    case gnss = 1
    /// Wi-Fi access points.
    case wifi = 2
    /// Cell towers.
    case cell = 3
    /// The phone's own mixture.
    case fused = 4
  }

  /// What a device says beside its position.
  public struct Flags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The report holds a position; without it the report is a heartbeat.
    public static let hasPosition = Flags(rawValue: 1 << 0)
    /// The SOS button was pressed.
    public static let sos = Flags(rawValue: 1 << 1)
    /// The strap is open or off the wrist.
    public static let strapOpen = Flags(rawValue: 1 << 2)
    /// The case is open.
    public static let caseOpen = Flags(rawValue: 1 << 3)
    /// The phone says that the position is mocked.
    public static let mock = Flags(rawValue: 1 << 4)
    /// The receiver has no fix; the position is a repetition of its last one.
    public static let noFix = Flags(rawValue: 1 << 5)
    /// The fix was stored while out of coverage and is sent late.
    public static let stored = Flags(rawValue: 1 << 6)
    /// The battery is charging.
    public static let charging = Flags(rawValue: 1 << 7)

    /// The device's clock is off, as its sender's shows; set by the evaluator, never sent.
    public static let wrongClock = Flags(rawValue: 1 << 8)

    /// Every flag that a device may send.
    public static let known = Flags(rawValue: 0xFF)
  }

  /// The device that says it was there.
  public var device: DeviceNumber

  /// When, by the device's own clock.
  public var time: Instant

  /// Latitude, degrees × 10⁷; 0 in a heartbeat.
  public var latitudeE7: Int32

  /// Longitude, degrees × 10⁷; 0 in a heartbeat.
  public var longitudeE7: Int32

  /// How long before sending the fix was taken, by the sender's measuring, in milliseconds.
  public var ageMilliseconds: UInt32

  /// Radius that holds the truth with 68 % probability, in decimetres, as the device states it.
  public var accuracyDecimeters: UInt16

  /// Horizontal dilution of precision × 100.
  public var hdopHundredths: UInt16

  /// Speed over ground, in centimetres per second.
  public var speedCentimeters: UInt16

  /// Heading, in hundredths of a degree clockwise from north, 0 to 35,999.
  public var headingHundredths: UInt16

  /// What the device says beside its position.
  public var flags: Flags

  /// Satellites used.
  public var satellites: UInt8

  /// Battery charge in percent.
  public var batteryPercent: UInt8

  /// What the position was made from.
  public var source: Source

  /// Stands for "not said" in a 32-bit field.
  public static let unsaid32 = UInt32.max
  /// Stands for "not said" in a 16-bit field.
  public static let unsaid16 = UInt16.max
  /// Stands for "not said" in an 8-bit field.
  public static let unsaid8 = UInt8.max

  /// Creates a heartbeat; with a coordinate, a fix.
  public init(
    device: DeviceNumber,
    time: Instant,
    coordinate: Coordinate? = nil,
    source: Source = .unknown
  ) {
    self.device = device
    self.time = time
    latitudeE7 = coordinate?.latitudeE7 ?? 0
    longitudeE7 = coordinate?.longitudeE7 ?? 0
    ageMilliseconds = Self.unsaid32
    accuracyDecimeters = Self.unsaid16
    hdopHundredths = Self.unsaid16
    speedCentimeters = Self.unsaid16
    headingHundredths = Self.unsaid16
    flags = coordinate == nil ? [] : .hasPosition
    satellites = Self.unsaid8
    batteryPercent = Self.unsaid8
    self.source = source
  }

  /// The position; `nil` in a heartbeat.
  public var coordinate: Coordinate? {
    guard flags.contains(.hasPosition) else { return nil }
    return Coordinate(latitudeE7: latitudeE7, longitudeE7: longitudeE7)
  }

  /// The stated accuracy; `nil` where none was stated.
  public var accuracy: Meters? {
    accuracyDecimeters == Self.unsaid16 ? nil : Meters(Double(accuracyDecimeters) / 10)
  }

  /// The horizontal dilution of precision; `nil` where none was stated.
  public var hdop: Double? {
    hdopHundredths == Self.unsaid16 ? nil : Double(hdopHundredths) / 100
  }
}
