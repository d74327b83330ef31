public import GeoCore

/// What keeps the door from opening.
public enum IngestError: ExplainedError, Equatable {
  /// Another program listens on the port.
  case portInUse(host: String, port: UInt16)
  /// The address is of another machine.
  case addressNotOurs(host: String)
  /// The host is not a numeric address.
  case badHost(String)
  /// The port needs a privilege that the program does not have.
  case notPermitted(port: UInt16)
  /// libcrypto has no AES-128-GCM.
  case noCipher
  /// The system's generator of secrets failed.
  case noRandomness
  /// There is no memory for the buffers.
  case outOfMemory
  /// A system call failed in a way that has no case of its own.
  case system(operation: String, code: Int32)

  public var sentence: Sentence {
    switch self {
    case .portInUse(let host, let port):
      Sentence(
        "UDP port \(port) on \(host) is in use: stop the other program or choose another port.",
        "\(host) 的 UDP 端口 \(port) 已被占用：请停止占用它的程序或换一个端口。"
      )
    case .addressNotOurs(let host):
      Sentence(
        "\(host) is not an address of this machine: use one that `ip address` shows, or 0.0.0.0.",
        "\(host) 不是本机的地址：请用 `ip address` 列出的地址，或 0.0.0.0。"
      )
    case .badHost(let host):
      Sentence(
        "“\(host)” is not a numeric IPv4 or IPv6 address: write one such as 127.0.0.1 or ::1, not a name.",
        "“\(host)”不是数字形式的 IPv4 或 IPv6 地址：请写 127.0.0.1、::1 等，不要写主机名。"
      )
    case .notPermitted(let port):
      Sentence(
        "UDP port \(port) needs a privilege: use a port from 1024 up, or grant CAP_NET_BIND_SERVICE.",
        "UDP 端口 \(port) 需要特权：请用 1024 以上的端口，或授予 CAP_NET_BIND_SERVICE。"
      )
    case .noCipher:
      Sentence(
        "libcrypto offers no AES-128-GCM: install OpenSSL 3 with its default provider.",
        "libcrypto 不提供 AES-128-GCM：请安装带默认 provider 的 OpenSSL 3。"
      )
    case .noRandomness:
      Sentence(
        "The system's random generator failed: see whether /dev/urandom can be read.",
        "系统随机数生成器失败：请检查 /dev/urandom 是否可读。"
      )
    case .outOfMemory:
      Sentence(
        "There is no memory for the receive buffers: free some, or raise the limit.",
        "没有内存用于接收缓冲区：请释放内存或提高上限。"
      )
    case .system(let operation, let code):
      Sentence(
        "The system refused \(operation) with errno \(code): see `errno \(code)` for the cause.",
        "系统拒绝了 \(operation)（errno \(code)）：用 `errno \(code)` 查看原因。"
      )
    }
  }
}
