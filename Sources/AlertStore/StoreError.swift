public import GeoCore
internal import GRDB

/// Why the store cannot do what it was asked.
public enum StoreError: ExplainedError, Hashable {
  /// The directory is missing or cannot be entered.
  case noDirectory(String)
  /// The path of the directory names a file.
  case notADirectory(String)
  /// The directory or its files cannot be written.
  case notWritable(String)
  /// The file is not a store of ours.
  case notAStore(String)
  /// A newer fenceline has written the store.
  case newer(String)
  /// The disk, or the space that the store may use, is full.
  case full(String)
  /// Another process holds the store for too long.
  case busy(String)
  /// The store's contents contradict themselves.
  case damaged(String, detail: String)
  /// SQLite reports something else.
  case failed(String, detail: String)
  /// What was asked for is not in the store.
  case unknown(kind: Noun, id: String)
  /// It is there already.
  case exists(kind: Noun, id: String)
  /// A step that an alert's state does not allow.
  case alertClosed(String)
  /// The name stands for several alerts.
  case ambiguous(String, count: Int)

  /// What an identifier stands for.
  public enum Noun: Hashable, Sendable {
    case alert, leave, permit, subject, zone, grade, jurisdiction, device, sender, operatorName
  }

  public var sentence: Sentence {
    switch self {
    case .noDirectory(let path):
      Sentence(
        "\(path) is not a directory with a store; make one with `fenceline init --data \(path)`",
        "\(path) 不是数据目录；请先用 `fenceline init --data \(path)` 建立"
      )
    case .notADirectory(let path):
      Sentence(
        "\(path) is a file and not a directory; name another place with --data",
        "\(path) 是文件而不是目录；请用 --data 指定其他位置"
      )
    case .notWritable(let path):
      Sentence(
        "\(path) cannot be written; check its owner, its mode and whether the disk is read-only",
        "\(path) 无法写入；请检查所有者、权限，以及磁盘是否只读"
      )
    case .notAStore(let path):
      Sentence(
        "\(path) is not a store of fenceline; move it away or name another directory",
        "\(path) 不是 fenceline 的数据库；请移走它，或换一个目录"
      )
    case .newer(let path):
      Sentence(
        "\(path) was written by a newer fenceline and is left as it is; use that version",
        "\(path) 由更新版本的 fenceline 写入，未作任何改动；请使用该版本"
      )
    case .full(let path):
      Sentence(
        "the disk of \(path) is full; make space, and it goes on",
        "\(path) 所在磁盘已满；腾出空间后即可继续"
      )
    case .busy(let path):
      Sentence(
        "another process kept \(path) locked for more than ten seconds; try again",
        "另一个进程锁定 \(path) 超过十秒；请重试"
      )
    case .damaged(let path, let detail):
      Sentence(
        "\(path) is damaged (\(detail)); stop the service and restore it from a backup",
        "\(path) 已损坏（\(detail)）；请停止服务并从备份恢复"
      )
    case .failed(let path, let detail):
      Sentence("\(path): SQLite says: \(detail)", "\(path)：SQLite 报告：\(detail)")
    case .unknown(let kind, let id):
      Sentence(
        "there is no \(kind.english) \(id); look with `fenceline \(kind.command) list`"
          + (kind.making.map { ", or make it with `fenceline \($0)`" } ?? ""),
        "没有\(kind.chinese) \(id)；可用 `fenceline \(kind.command) list` 查看"
          + (kind.making.map { "，或用 `fenceline \($0)` 登记" } ?? "")
      )
    case .exists(let kind, let id):
      Sentence(
        "\(kind.english) \(id) is there already; choose another name",
        "\(kind.chinese) \(id) 已存在；请换一个名称"
      )
    case .alertClosed(let name):
      Sentence(
        "alert \(name) is closed; only a note can be added: `fenceline alert note \(name) --text …`",
        "告警 \(name) 已办结；只能添加备注：`fenceline alert note \(name) --text …`"
      )
    case .ambiguous(let name, let count):
      Sentence(
        "\(name) stands for \(count) alerts; type more of the name",
        "\(name) 对应 \(count) 条告警；请输入更多字符"
      )
    }
  }

  /// The error that a failure of GRDB stands for.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = (error as? StoreError) ?? .failed(path, detail: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path)
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_WRITE: self = .full(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self = .notWritable(path)
    case .SQLITE_NOTADB: self = .notAStore(path)
    case .SQLITE_CORRUPT: self = .damaged(path, detail: error.message ?? "corrupt")
    default: self = .failed(path, detail: error.message ?? "\(error.resultCode)")
    }
  }
}

extension StoreError.Noun {
  fileprivate var english: String {
    switch self {
    case .operatorName: "operator"
    default: "\(self)"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .alert: "告警"
    case .leave: "请假"
    case .permit: "进入审批"
    case .subject: "社区矫正对象"
    case .zone: "电子围栏"
    case .grade: "分级处遇"
    case .jurisdiction: "辖区"
    case .device: "定位装置"
    case .sender: "发送方"
    case .operatorName: "操作员"
    }
  }

  fileprivate var command: String { english }

  /// The command that makes one; the engine alone makes alerts.
  fileprivate var making: String? {
    switch self {
    case .alert: nil
    case .leave, .permit: "\(command) grant"
    case .zone: "zone import"
    case .grade: "grade set"
    case .device: "device assign"
    case .subject, .jurisdiction, .sender, .operatorName: "\(command) add"
    }
  }
}
