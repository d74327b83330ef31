/// Writes CSV (RFC 4180) that ``RegistryFile`` and a spreadsheet read alike.
public enum CSVText {
  /// The line of `fields`, ended by CRLF.
  ///
  /// A field is quoted where a comma, a quote, a line break or white space at its ends asks for it.
  public static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// A table with its header, after the byte order mark by which spreadsheets know UTF-8.
  public static func table(header: [String], rows: [[String]]) -> String {
    "\u{FEFF}" + line(header) + rows.map(line).joined()
  }

  private static func quoted(_ field: String) -> String {
    let isPlain = field.unicodeScalars.allSatisfy { scalar in
      scalar != "," && scalar != "\"" && scalar != "\n" && scalar != "\r"
    }
    guard !isPlain || field.first?.isWhitespace == true || field.last?.isWhitespace == true else {
      return field
    }
    var doubled = ""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { doubled += "\"" }
      doubled.unicodeScalars.append(scalar)
    }
    return "\"\(doubled)\""
  }
}
