import GeoCore

/// The commas of a Chinese keyboard in place of those of CSV.
enum WideCommas {
  /// Whether a header is one field that such commas keep apart.
  static func separate(_ header: [String]) -> Bool {
    header.count == 1 && header[0].contains("，")
  }

  /// What to do about them.
  static let sentence = Sentence(
    "its columns are kept apart by full-width commas (，); write plain ones (,)",
    "各列之间用了全角逗号（，）；请改用半角逗号（,）"
  )
}
