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
  /// Each flag with a meaning: its name for programs, and what operators call it.
  static let named: [(flag: Fix.Flags, name: String, words: Sentence)] = [
    (.hasPosition, "position", Sentence("position", "有定位")),
    (.sos, "sos", Sentence("SOS", "求助")),
    (.strapOpen, "strapOpen", Sentence("strap open", "腕带脱落")),
    (.caseOpen, "caseOpen", Sentence("case open", "外壳打开")),
    (.mock, "mock", Sentence("mock position", "模拟定位")),
    (.noFix, "noFix", Sentence("no fix", "未定位")),
    (.stored, "stored", Sentence("stored", "补传")),
    (.charging, "charging", Sentence("charging", "充电中")),
  ]

  /// The flags that are set beside that of a position, as operators call them; "—" where none is.
  public var words: Sentence {
    let set = subtracting(.hasPosition).each
    guard !set.isEmpty else { return Sentence("—", "—") }
    return Sentence(
      set.map(\.english).joined(separator: ", "),
      set.map(\.chinese).joined(separator: "、")
    )
  }

  /// Every flag that is set, as operators call it; one without a meaning by its bit.
  public var each: [Sentence] {
    Self.named.filter { contains($0.flag) }.map(\.words)
      + strangers.map { Sentence("bit \($0)", "第 \($0) 位") }
  }

  /// Every flag that is set, by its name for programs; one without a meaning by its bit.
  public var names: [String] {
    Self.named.filter { contains($0.flag) }.map(\.name) + strangers.map { "bit\($0)" }
  }

  /// The bits that are set and have no meaning.
  private var strangers: [Int] {
    (0..<16).filter { subtracting(.known).rawValue & 1 << UInt16($0) != 0 }
  }
}
