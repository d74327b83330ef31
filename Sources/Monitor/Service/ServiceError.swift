public import GeoCore

/// Why the service cannot start.
public enum ServiceError: ExplainedError, Hashable {
  /// Another service holds the directory.
  case alreadyRunning(directory: String)
  /// The store has lived by the system's clock; it cannot get one of its own.
  case hasRealTime(directory: String)
  /// A sender's key in the store is not a key.
  case badKey(SenderNumber)

  public var sentence: Sentence {
    switch self {
    case .alreadyRunning(let directory):
      Sentence(
        "another fenceline serves \(directory) already; stop it, or name another directory with --data",
        "已有另一个 fenceline 正在使用 \(directory)；请先停止它，或用 --data 换一个目录"
      )
    case .hasRealTime(let directory):
      Sentence(
        "\(directory) has inputs by the system's clock; a virtual clock needs a new directory",
        "\(directory) 中已有按系统时钟记录的数据；虚拟时钟需要新的目录"
      )
    case .badKey(let sender):
      Sentence(
        "the key of sender \(sender.value) in the store is damaged; add the sender anew",
        "数据库中发送方 \(sender.value) 的密钥已损坏；请重新添加该发送方"
      )
    }
  }
}
