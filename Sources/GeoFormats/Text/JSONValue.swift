/// A value of a JSON text (RFC 8259), with the place where it stands.
///
/// Numbers that stand together, as coordinates do, are kept in one array without boxes.
struct JSONValue {
  /// What the value is.
  indirect enum Content {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    /// An array that holds numbers only, and at least one.
    case numbers([Double])
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
  }

  /// The value.
  var content: Content

  /// Where it begins, in bytes from the start of the text.
  var offset: Int
}

extension JSONValue {
  /// The member called `key`; the last one where the key is repeated; `nil` where it is `null`.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content,
      let value = members.last(where: { $0.key == key })?.value
    else { return nil }
    if case .null = value.content { return nil }
    return value
  }

  /// The text of a string.
  var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// A number, or a string that is written like one.
  var number: Double? {
    switch content {
    case .number(let number): number
    case .string(let text): Double(text.trimmed)
    default: nil
    }
  }

  /// The values of an array; none for an array of numbers, and `nil` for what is no array.
  var elements: [JSONValue]? {
    switch content {
    case .array(let elements): elements
    case .numbers: []
    default: nil
    }
  }

  /// A string as it stands, or a number in the fewest decimals that mean it: up to 15 digits come
  /// through as they were written.
  var written: String? {
    switch content {
    case .number(let number): number.written
    case .string(let text): text
    default: nil
    }
  }

  /// A string, or a whole number, as text; identifiers are written either way.
  var label: String? {
    switch content {
    case .string(let text): text
    case .number(let number):
      if let whole = Int64(exactly: number) { String(whole) } else { String(number) }
    case .bool(let value): String(value)
    default: nil
    }
  }
}

extension Double {
  /// The fewest decimals that mean this number.
  var written: String { Int64(exactly: self).map { String($0) } ?? "\(self)" }
}
