/// The name by which an office knows a thing: a subject's file number, a county's code, a zone's id.
///
/// Identifiers are text because they come from other systems. Two kinds of thing never compare:
/// `Identifier<Zone>` and `Identifier<Subject>` are different types.
public struct Identifier<Entity>: Hashable, Sendable {
  /// The identifier as it was given.
  public let text: String

  /// Creates an identifier that is known to be sound, from a literal or from our own store.
  public init(_ text: String) { self.text = text }

  /// Creates an identifier from text that somebody typed.
  ///
  /// - Returns: `nil` if `text` is empty, longer than 64 bytes, or holds white space, a comma, a
  ///   quotation mark, or a character that does not show: such an identifier could not be given
  ///   back on a command line.
  public init?(typed text: String) {
    let isSound = text.unicodeScalars.allSatisfy { scalar in
      let isInvisible = [.control, .format].contains(scalar.properties.generalCategory)
      return scalar != "," && scalar != "\"" && !isInvisible && !scalar.properties.isWhitespace
    }
    guard isSound, !text.isEmpty, text.utf8.count <= 64 else { return nil }
    self.text = text
  }
}

extension Identifier: Comparable {
  public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

extension Identifier: CustomStringConvertible {
  public var description: String { text }
}

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self.init(text) }
}

/// Identifies a ``Subject``.
public typealias SubjectID = Identifier<Subject>

/// Identifies a ``Zone`` through all its versions.
public typealias ZoneID = Identifier<Zone>

/// Identifies a ``Leave``.
public typealias LeaveID = Identifier<Leave>

/// Identifies a ``Permit``.
public typealias PermitID = Identifier<Permit>

/// Identifies a ``Jurisdiction``.
public typealias JurisdictionID = Identifier<Jurisdiction>

/// Identifies a ``Grade``.
public typealias GradeID = Identifier<Grade>
