public import GeoCore

extension FixOutcome {
  /// What operators call it.
  public var words: Sentence {
    switch self {
    case .kept: Sentence("kept", "已保存")
    case .late: Sentence("late", "迟到")
    case .duplicate: Sentence("duplicate", "重复")
    case .unknownDevice: Sentence("unknown device", "装置未登记")
    case .offGlobe: Sentence("off the globe", "坐标超出范围")
    case .timeAhead: Sentence("time ahead", "时间超前")
    case .timeUnset: Sentence("time not set", "时间未设置")
    case .malformed: Sentence("malformed", "字段无意义")
    case .notThisSender: Sentence("not this sender", "不属于该发送方")
    case .counterTooOld: Sentence("counter too old", "计数器过旧")
    }
  }

  /// What it means for whoever sent the fixes, and what to do.
  ///
  /// - Parameters:
  ///   - count: how many fixes had this outcome.
  ///   - device: their device, where all are of one.
  /// - Returns: `nil` where nothing is to be done.
  public func advice(for count: Int, of device: DeviceNumber?) -> Sentence? {
    let (fixes, are) = count == 1 ? ("1 fix", "is") : ("\(count) fixes", "are")
    switch self {
    case .kept, .late, .duplicate, .counterTooOld: return nil
    case .unknownDevice:
      let number = device.map { "\($0.value)" }
      return Sentence(
        "\(fixes) \(are) refused: nobody carries the device; give it to a subject first with "
          + "`fenceline device assign \(number ?? "NUMBER") --subject ID --kind phone`",
        "\(count) 个定位点被拒收：装置无人佩戴；请先用 "
          + "`fenceline device assign \(number ?? "装置编号") --subject 对象编号 --kind phone` 分配装置"
      )
    case .timeAhead:
      return Sentence(
        "\(fixes) \(are) refused: the time is ahead of the server's clock; `send --end now` moves a "
          + "track into the past",
        "\(count) 个定位点被拒收：时间晚于服务器时钟；可用 `send --end now` 将轨迹平移到此刻之前"
      )
    case .timeUnset:
      return Sentence(
        "\(fixes) \(are) refused: the time is before the year 2000; set the device's clock",
        "\(count) 个定位点被拒收：时间早于 2000 年；请校准装置时钟"
      )
    case .notThisSender:
      return Sentence(
        "\(fixes) \(are) refused: the key is of another device; send with that of a gateway "
          + "(`fenceline sender list`)",
        "\(count) 个定位点被拒收：密钥属于另一装置；请使用网关的密钥（见 `fenceline sender list`）"
      )
    case .offGlobe, .malformed:
      return Sentence(
        "\(fixes) \(are) refused: a field has no meaning; see the file with `fenceline track check`",
        "\(count) 个定位点被拒收：字段取值无意义；请用 `fenceline track check` 检查文件"
      )
    }
  }
}
