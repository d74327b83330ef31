internal import Foundation
internal import GRDB
public import GeoCore

/// The fixes of each device in order of time: packed blocks of one device and one hour.
///
/// The blocks are made from the input log, a little behind it, in a file of their own: so a commit
/// of new fixes only appends to the log, and one device's past is read without reading everybody's.
/// The file says how far into the log it has come; what is not in it yet is read from the log.
public final class FixHistory: Sendable {
  let path: String
  let database: DatabaseQueue

  /// Opens the history beside a store.
  ///
  /// - Throws: ``StoreError``.
  public init(of store: AlertStore) throws(StoreError) {
    path = store.directory + "/history.sqlite"
    let file = StoreFile(
      path: path,
      applicationID: Self.applicationID,
      version: 2,
      migrator: Self.migrator
    )
    try file.make()
    do {
      // What a power cut takes from here is still in the log, and is carried over again.
      database = try file.open(synchronous: .normal)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Marks the file as ours: "FNCH".
  private static let applicationID: Int32 = 0x464E_4348

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 blocks") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
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
    migrator.registerMigration("2 which input brought a fix") { database in
      // Everything here comes from the log, and comes from there again.
      try database.execute(sql: "PRAGMA user_version = 2")
      try database.execute(sql: "DELETE FROM fix_block")
      try database.execute(sql: "UPDATE progress SET sequence = 0")
    }
    return migrator
  }

  /// The sequence number of the last input that is in the history.
  public func progress() throws(StoreError) -> Int64 {
    do {
      return try database.read { try Self.progress($0) }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func progress(_ database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT sequence FROM progress") ?? 0
  }

  /// Forgets everything, so that it is made anew from the log.
  public func removeAll() throws(StoreError) {
    do {
      try database.write { database in
        try database.execute(sql: "DELETE FROM fix_block")
        try database.execute(sql: "UPDATE progress SET sequence = 0")
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Adds the fixes of inputs that follow what is in the history already, in one transaction.
  ///
  /// Inputs that it holds already are passed over.
  public func add(_ inputs: [LoggedInput]) throws(StoreError) {
    guard let last = inputs.last else { return }
    do {
      try database.write { database in
        let progress = try Self.progress(database)
        guard last.sequence > progress else { return }
        var blocks: [Block: ByteWriter] = [:]
        for logged in inputs where logged.sequence > progress {
          guard case .fixes(let batch) = logged.input else { continue }
          for fix in batch.fixes {
            blocks[Block(of: fix), default: ByteWriter()].write(fix, broughtBy: logged.sequence)
          }
        }
        let statement = try database.cachedStatement(
          sql: """
            INSERT INTO fix_block(device, hour, fixes) VALUES (?1, ?2, ?3)
            ON CONFLICT(device, hour) DO UPDATE SET fixes = CAST(fixes || ?3 AS BLOB)
            """
        )
        for (block, writer) in blocks.sorted(by: { $0.key < $1.key }) {
          try statement.execute(arguments: [block.device, block.hour, Data(writer.bytes)])
        }
        try database.execute(sql: "UPDATE progress SET sequence = ?", arguments: [last.sequence])
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The fixes of devices, each in a period of its own and by hours in the order in which they arrived,
  /// and the last input that they come from.
  ///
  /// Both are of one moment: what the log holds after `progress` is what is missing here.
  ///
  /// - Parameters:
  ///   - worn: the devices, and when.
  ///   - last: the last input whose fixes are asked for.
  /// - Returns: the fixes, and the last input that the history holds.
  /// - Throws: ``StoreError``.
  public func fixes(
    of worn: [(device: DeviceNumber, period: Period)],
    broughtThrough last: Int64 = .max
  ) throws(StoreError) -> (fixes: [Fix], progress: Int64) {
    do {
      return try database.read { database in
        let fixes = try worn.flatMap { device, period in
          let firstHour = period.start.isFinite ? period.start.hour : .min
          let lastHour = period.end.isFinite ? period.end.hour : .max
          return try database.cachedStatement(
            sql: """
              SELECT fixes FROM fix_block
              WHERE device = ? AND hour BETWEEN ? AND ? ORDER BY hour
              """
          ).fetchAllRows([Int64(bitPattern: device.value), firstHour, lastHour]) { row in
            try Self.fixes(in: row[0], broughtThrough: last)
          }.joined().filter { period.contains($0.time) }
        }
        return (fixes, try Self.progress(database))
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// The fixes of a period in the newest hours in which a device has any, back to one with a position.
  public func newestFixes(
    of device: DeviceNumber,
    in period: Period = .always
  ) throws(StoreError) -> [Fix] {
    let first = period.start.isFinite ? period.start.hour : .min
    let last = period.end.isFinite ? period.end.hour : .max
    do {
      return try database.read { database in
        let blocks = try Row.fetchCursor(
          database.cachedStatement(
            sql: """
              SELECT fixes FROM fix_block
              WHERE device = ? AND hour BETWEEN ? AND ? ORDER BY hour DESC LIMIT \(Self.newestLimit)
              """
          ),
          arguments: [Int64(bitPattern: device.value), first, last]
        )
        var newest: [Fix] = []
        while let row = try blocks.next() {
          let fixes = try Self.fixes(in: row[0]).filter { period.contains($0.time) }
          newest += fixes
          if fixes.contains(where: { $0.flags.contains(.hasPosition) }) { break }
        }
        return newest
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// How many hours with reports are looked through for a position: no grade waits longer than two
  /// days.
  private static let newestLimit = 48

  /// The length of a record in a block: which input brought the fix, and the fix.
  private static let recordSize = MemoryLayout<Int64>.size + Fix.recordSize

  private static func fixes(in block: Data, broughtThrough last: Int64 = .max) throws -> [Fix] {
    var reader = ByteReader([UInt8](block))
    var fixes: [Fix] = []
    while !reader.isAtEnd {
      let sequence = try reader.read(Int64.self)
      let fix = try Fix(from: &reader)
      if sequence <= last { fixes.append(fix) }
    }
    return fixes
  }

  private struct Block: Hashable, Comparable {
    var device: Int64
    var hour: Int64

    init(of fix: Fix) {
      device = Int64(bitPattern: fix.device.value)
      hour = fix.time.hour
    }

    static func < (a: Block, b: Block) -> Bool { (a.device, a.hour) < (b.device, b.hour) }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ fix: Fix, broughtBy sequence: Int64) {
    write(sequence)
    fix.write(to: &self)
  }
}
