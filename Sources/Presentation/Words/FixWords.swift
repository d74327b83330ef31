public import GeoCore

extension Fix.Source {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .unknown: Sentence("—", "—")
    case .gnss: Sentence("satellites", "卫星")
    case .wifi: Sentence("Wi-Fi", "Wi-Fi")
    case .cell: Sentence("cell towers", "基站")
    case .fused: Sentence("fused", "融合")
    }
  }
}

extension Fix.Flags {
  /// Each flag with a meaning beside that of a position: its name for programs, and what operators call
  /// it.
  static let named: [(flag: Fix.Flags, name: String, words: Sentence)] = [
    (.sos, "sos", Sentence("SOS", "求助")),
    (.strapOpen, "strapOpen", Sentence("strap open", "腕带脱落")),
    (.caseOpen, "caseOpen", Sentence("case open", "外壳打开")),
    (.mock, "mock", Sentence("mock position", "模拟定位")),
    (.noFix, "noFix", Sentence("no fix", "未定位")),
    (.stored, "stored", Sentence("stored", "补传")),
    (.charging, "charging", Sentence("charging", "充电中")),
  ]

  /// The flags that are set, as operators call them; "—" where none is.
  public var words: Sentence {
    let set = Self.named.filter { contains($0.flag) }.map(\.words)
    guard !set.isEmpty else { return Sentence("—", "—") }
    return Sentence(
      set.map(\.english).joined(separator: ", "),
      set.map(\.chinese).joined(separator: "、")
    )
  }
}
