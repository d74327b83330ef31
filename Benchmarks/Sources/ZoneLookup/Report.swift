/// Tables in Markdown.
enum Report {
  /// What the indexes cost to have.
  static func print(_ costs: [BuildCost], edges: Int) {
    Swift.print("| index | build, s | MB | bytes an edge |\n| --- | --- | --- | --- |")
    for cost in costs {
      let (megabytes, each) = (Double(cost.bytes) / 1e6, Double(cost.bytes) / Double(edges))
      Swift.print(
        "| \(cost.name) | \(cost.seconds.digits(4)) | \(megabytes.digits(2)) | \(each.digits(1)) |"
      )
    }
    Swift.print()
  }

  /// What a point costs; the best peer is in bold.
  static func print(_ rates: [Rate], order: String, points: Int) {
    let peers = rates.filter { !$0.name.hasPrefix("fenceline") }
    let best = peers.map(\.secondsPerPoint).min()
    Swift.print("\(points.grouped) points, \(order):\n")
    Swift.print(
      """
      | index | M points/s | ns a point | fenceline ÷ this | hits | checksum | pairs unlike ours |
      | --- | --- | --- | --- | --- | --- | --- |
      """
    )
    for rate in rates {
      let seconds = rate.secondsPerPoint
      let isBest = seconds == best
      let cells = [
        rate.name + (rate.subset.map { " (first \($0.grouped) points)" } ?? ""),
        (1e-6 / seconds).digits(2),
        (seconds * 1e9).digits(1),
        rate.name == rates[0].name
          ? ""
          : (isBest ? "**" : "") + (seconds / rates[0].secondsPerPoint).digits(2)
            + (isBest ? "×**" : "×"),
        rate.checksum.hits.grouped,
        rate.checksum.text,
        rate.name == rates[0].name ? "" : rate.differing.grouped,
      ]
      Swift.print("| " + cells.joined(separator: " | ") + " |")
    }
    Swift.print()
  }
}

extension Double {
  /// The number with so many digits after the point.
  func digits(_ count: Int) -> String {
    let scale = (0..<count).reduce(1) { value, _ in value * 10 }
    let units = Int((self * Double(scale)).rounded())
    guard count > 0 else { return "\(units)" }
    let fraction = String(abs(units) % scale)
    let zeros = String(repeating: "0", count: count - fraction.count)
    return "\(units < 0 ? "-" : "")\(abs(units) / scale).\(zeros)\(fraction)"
  }
}

extension Int {
  /// The number with a comma before every three digits.
  var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + text.reversed()
  }
}
