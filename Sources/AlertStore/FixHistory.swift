#if canImport(Glibc)
internal import Glibc
#endif
internal import Foundation
internal import GRDB
public import GeoCore

/// The fixes of each device in order of time: packed blocks of one device and one hour.
///
/// The blocks are made from the input log, a little behind it, in a file of their own: so a commit of
/// new fixes only appends to the log, and one device's past is read without reading everybody's. The
/// file says how far into the log it has come; what is not in it yet is read from the log.
public final class FixHistory: Sendable {
  /// How a block's hour is counted.
  static let blockSpan: Int64 = 3_600_000

  let path: String
  private let database: DatabaseQueue

  /// Opens the history beside a store.
  ///
  /// - Throws: ``StoreError``.
  public init(of store: AlertStore) throws(StoreError) {
    path = store.directory + "/history.sqlite"
    let file = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .notWritable(path) }
    close(file)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.journalMode = .wal
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16000") }
      database = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = Self.migrator
      if try database.read({ try migrator.hasBeenSuperseded($0) }) { throw StoreError.newer(path) }
      try migrator.migrate(database)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 blocks") { database in
      try database.execute(
        sql: """
          CREATE TABLE fix_block(
            device INTEGER NOT NULL,
            hour INTEGER NOT NULL,
            fixes BLOB NOT NULL,
            PRIMARY KEY (device, hour)
          ) STRICT, WITHOUT ROWID
          """
      )
      try database.execute(sql: "CREATE TABLE progress(sequence INTEGER NOT NULL) STRICT")
      try database.execute(sql: "INSERT INTO progress(sequence) VALUES (0)")
    }
    return migrator
  }

  /// The sequence number of the last input that is in the history.
  public func progress() throws(StoreError) -> Int64 {
    do {
      return try database.read {
        try Int64.fetchOne($0, sql: "SELECT sequence FROM progress") ?? 0
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Adds the fixes of inputs that follow what is in the history already.
  ///
  /// - Returns: whether there was anything to add.
  public func add(_ inputs: [LoggedInput]) throws(StoreError) {
    guard let last = inputs.last else { return }
    var blocks: [Block: [Fix]] = [:]
    for logged in inputs {
      guard case .fixes(let batch) = logged.input else { continue }
      for fix in batch.fixes { blocks[Block(of: fix), default: []].append(fix) }
    }
    do {
      try database.write { database in
        let statement = try database.cachedStatement(
          sql: """
            INSERT INTO fix_block(device, hour, fixes) VALUES (?1, ?2, ?3)
            ON CONFLICT(device, hour) DO UPDATE SET fixes = fixes || ?3
            """
        )
        for (block, fixes) in blocks.sorted(by: { $0.key < $1.key }) {
          var writer = ByteWriter(capacity: fixes.count * Fix.recordSize)
          for fix in fixes { fix.write(to: &writer) }
          try statement.execute(arguments: [block.device, block.hour, Data(writer.bytes)])
        }
        try database.execute(sql: "UPDATE progress SET sequence = ?", arguments: [last.sequence])
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The fixes of a device in a period that are in the history, in the order in which they arrived.
  public func fixes(of device: DeviceNumber, in period: Period) throws(StoreError) -> [Fix] {
    let first = period.start.isFinite ? Self.hour(of: period.start) : .min
    let last = period.end.isFinite ? Self.hour(of: period.end) : .max
    do {
      return try database.read { database in
        let blocks = try Data.fetchAll(
          database,
          sql:
            "SELECT fixes FROM fix_block WHERE device = ? AND hour BETWEEN ? AND ? ORDER BY hour",
          arguments: [Int64(bitPattern: device.value), first, last]
        )
        return try blocks.flatMap { try Self.fixes(in: $0) }.filter { period.contains($0.time) }
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The fixes of the newest hour in which a device has any.
  public func newestFixes(of device: DeviceNumber) throws(StoreError) -> [Fix] {
    do {
      return try database.read { database in
        let block = try Data.fetchOne(
          database,
          sql: "SELECT fixes FROM fix_block WHERE device = ? ORDER BY hour DESC LIMIT 1",
          arguments: [Int64(bitPattern: device.value)]
        )
        return try block.map { try Self.fixes(in: $0) } ?? []
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func fixes(in block: Data) throws -> [Fix] {
    var reader = ByteReader([UInt8](block))
    var fixes: [Fix] = []
    while !reader.isAtEnd { fixes.append(try Fix(from: &reader)) }
    return fixes
  }

  private static func hour(of instant: Instant) -> Int64 {
    let hour = instant.milliseconds.quotientAndRemainder(dividingBy: blockSpan)
    return hour.remainder < 0 ? hour.quotient - 1 : hour.quotient
  }

  private struct Block: Hashable, Comparable {
    var device: Int64
    var hour: Int64

    init(of fix: Fix) {
      device = Int64(bitPattern: fix.device.value)
      hour = FixHistory.hour(of: fix.time)
    }

    static func < (a: Block, b: Block) -> Bool { (a.device, a.hour) < (b.device, b.hour) }
  }
}
