public import GeoCore

/// The length of time that `text` names: `90s`, `30m`, `2h`, `1d`, or several such, as `1h30m`.
///
/// - Returns: `nil` if `text` is not such a length, names a unit twice or out of order, or is longer
///   than 100,000 days.
public func parseDuration(_ text: some StringProtocol) -> Milliseconds? {
  let units: [(name: Character, milliseconds: Int64)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000),
  ]
  var total: Int64 = 0
  var nextUnit = 0
  var digits = ""
  for character in text.trimmed {
    if character.isASCII, character.isNumber {
      digits.append(character)
      continue
    }
    guard let unit = units.indices.first(where: { units[$0].name == character }),
      unit >= nextUnit, digits.count <= 9, let count = Int64(digits)
    else { return nil }
    total += count * units[unit].milliseconds
    nextUnit = unit + 1
    digits = ""
  }
  guard digits.isEmpty, nextUnit > 0, total <= 100_000 * 86_400_000 else { return nil }
  return Milliseconds(total)
}
