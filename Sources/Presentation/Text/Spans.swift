public import GeoCore

/// A length of time in the two largest units that matter, cut off: "2 h 05 min", "2小时05分".
public func durationText(_ span: Milliseconds, in language: Language) -> String {
  let seconds = Int64(span.count.magnitude / 1_000)
  let sign = span.count <= -1_000 ? "-" : ""
  let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
  let sentence =
    switch seconds {
    case ..<60: Sentence("\(seconds) s", "\(seconds)秒")
    case ..<3_600: Sentence("\(minutes) min", "\(minutes)分钟")
    case ..<172_800:
      Sentence(
        "\(hours) h \(padded(minutes % 60, 2)) min",
        "\(hours)小时\(padded(minutes % 60, 2))分"
      )
    default: Sentence("\(days) d \(hours % 24) h", "\(days)天\(hours % 24)小时")
    }
  return sign + sentence.in(language)
}

/// How long before `now` something was: "5 min ago", "5分钟前"; later ones "in 5 min", "5分钟后".
public func ageText(of instant: Instant, at now: Instant, in language: Language) -> String {
  guard instant.isFinite, now.isFinite else { return "—" }
  let age = now - instant
  let length = durationText(Milliseconds(abs(age.count)), in: language)
  if abs(age.count) < 1_000 { return Sentence("just now", "刚刚").in(language) }
  return age > .zero
    ? Sentence("\(length) ago", "\(length)前").in(language)
    : Sentence("in \(length)", "\(length)后").in(language)
}

/// A length on the ground: "340 m", "12.4 km", "120 km"; "340米", "12.4公里", "120公里".
public func distanceText(_ length: Meters, in language: Language) -> String {
  guard let whole = scaled(length.value, decimals: 0) else { return "—" }
  if whole.magnitude < 1_000 { return Sentence("\(whole) m", "\(whole)米").in(language) }
  let decimals = whole.magnitude < 99_950 ? 1 : 0
  let text = decimalText(length.value / 1_000, decimals: decimals)
  return Sentence("\(text) km", "\(text)公里").in(language)
}

/// How sure a decision was: `99.991 %`, and never `100 %`.
public func probabilityText(_ odds: LogOdds) -> String {
  decimalText(Double(odds.hundredThousandths) / 1_000, decimals: 3) + " %"
}
