/// The number by which a device is known on the wire (定位装置).
public struct DeviceNumber: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number.
  public var value: UInt64

  /// Creates a device number.
  public init(_ value: UInt64) { self.value = value }

  public static func < (a: DeviceNumber, b: DeviceNumber) -> Bool { a.value < b.value }
}

/// Who carries a device (in the registry: since when and until when).
public struct DeviceAssignment: Hashable, Sendable {
  /// What kind of device it is, and so how far it can be trusted to be with its wearer.
  public enum Kind: String, CaseIterable, Sendable {
    /// 电子定位腕带: on one person's wrist.
    case wristband

    /// 手机: can be left at home.
    case phone
  }

  /// The device.
  public var device: DeviceNumber

  /// What kind of device it is.
  public var kind: Kind

  /// The subject who carries it.
  public var subject: SubjectID

  /// Creates an assignment.
  public init(device: DeviceNumber, kind: Kind, subject: SubjectID) {
    self.device = device
    self.kind = kind
    self.subject = subject
  }
}

/// The number of a sender on the wire.
public struct SenderNumber: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number.
  public var value: UInt32

  /// Creates a sender number.
  public init(_ value: UInt32) { self.value = value }

  public static func < (a: SenderNumber, b: SenderNumber) -> Bool { a.value < b.value }
}

/// Whoever holds a key and sends datagrams: a gateway for many devices, or one device for itself.
public struct Sender: Hashable, Sendable {
  /// What a sender may report.
  public enum Kind: Hashable, Sendable {
    /// 设备网关: reports any device.
    case gateway

    /// Reports this one device.
    case device(DeviceNumber)
  }

  /// The sender's number on the wire.
  public var number: SenderNumber

  /// What operators call it.
  public var name: String

  /// What it may report.
  public var kind: Kind

  /// Creates a sender; its key is kept apart.
  public init(number: SenderNumber, name: String, kind: Kind) {
    self.number = number
    self.name = name
    self.kind = kind
  }
}
