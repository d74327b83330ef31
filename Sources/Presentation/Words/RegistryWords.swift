public import GeoCore

extension Zone.Role {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .permitted: Sentence("permitted zone", "允许区域")
    case .prohibited: Sentence("prohibited zone", "禁止区域")
    }
  }
}

extension Zone.Effect {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .extends: Sentence("extends", "扩展允许范围")
    case .confines: Sentence("confines", "限定在此区域")
    }
  }
}

extension Jurisdiction.Level {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .province: Sentence("province", "省")
    case .city: Sentence("city", "市")
    case .county: Sentence("county", "县")
    case .office: Sentence("judicial office", "司法所")
    }
  }
}

extension DeviceAssignment.Kind {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .wristband: Sentence("wristband", "电子定位腕带")
    case .phone: Sentence("phone", "手机")
    }
  }
}

extension Presence.State {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .unknown: Sentence("unknown", "未知")
    case .inside: Sentence("inside", "在区域内")
    case .outside: Sentence("outside", "在区域外")
    }
  }
}

extension Identifier where Entity == Grade {
  /// What operators call the grade; an office's own grade by its identifier.
  public var words: Sentence {
    switch text {
    case "strict": Sentence("strict", "严管")
    case "standard": Sentence("standard", "普管")
    case "lenient": Sentence("lenient", "宽管")
    default: Sentence(text, text)
    }
  }
}
