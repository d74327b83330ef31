extension StringProtocol {
  /// The text in plain characters, whatever a Chinese keyboard or a word processor wrote for them.
  ///
  /// Full-width forms, the wide space, dashes and curly quotes are put back: `２２：００—０６：００` is
  /// `22:00-06:00`. Chinese words and marks without a plain form stay.
  public var halfWidth: String {
    var text = ""
    for scalar in unicodeScalars { text.unicodeScalars.append(scalar.halfWidth) }
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var halfWidth: Unicode.Scalar {
    switch value {
    // Full-width forms of "!" to "~", in the order of ASCII.
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x3000: " "
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: "-"
    case 0x201C...0x201F: "\""
    case 0x2018...0x201B: "'"
    default: self
    }
  }
}
