/// Chinese names put together by chance; whoever bears one is not meant.
enum InventedNames {
  private static let families = Array("赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜")
  private static let given = Array("安柏晨德恩帆光海浩嘉建静凯岚立明宁鹏启荣胜涛文向晓雁勇志舟卓")

  /// `count` names, all different.
  static func draw(_ count: Int, _ random: inout SplitMix64) -> [String] {
    var names: [String] = []
    while names.count < count {
      var name = String(families[random.whole(0...families.count - 1)])
      name.append(given[random.whole(0...given.count - 1)])
      if random.whole(0...2) > 0 { name.append(given[random.whole(0...given.count - 1)]) }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}
