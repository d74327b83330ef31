internal import Foundation
internal import GRDB
public import GeoCore

extension FixHistory {
  /// How many inputs are carried at once, which bounds the memory that it takes.
  private static let stride = 500

  /// Adds all fixes of the input log that are not in the history yet.
  ///
  /// Two processes may do it at the same time: what one has added the other passes over.
  ///
  /// - Parameters:
  ///   - store: the store whose history this is.
  ///   - isDone: told the sequence number of the last input that is in the history, each time.
  /// - Throws: ``StoreError``.
  public func carryOver(
    from store: AlertStore,
    _ isDone: (Int64) -> Void = { _ in }
  ) throws(StoreError) {
    // A log that was restored from a backup may end before what the history came from.
    var progress = try progress()
    if try progress > store.lastInput().sequence {
      try removeAll()
      progress = 0
    }
    isDone(progress)
    while true {
      // Changes of the registry hold no fixes; none is read.
      let inputs = try store.fixInputs(after: progress, limit: Self.stride)
      guard let last = inputs.last else { return }
      try add(inputs)
      progress = last.sequence
      isDone(progress)
    }
  }

  /// When a device reported in a period, in any order; no position is read.
  public func reports(
    of device: DeviceNumber,
    in period: Period
  ) throws(StoreError) -> [DeviceReport] {
    guard !period.isEmpty else { return [] }
    let first = period.start.isFinite ? period.start.hour : .min
    let last = period.end.isFinite ? period.end.hour : .max
    do {
      return try database.read { database in
        let blocks = try Row.fetchCursor(
          database.cachedStatement(
            sql: "SELECT fixes FROM fix_block WHERE device = ? AND hour BETWEEN ? AND ?"
          ),
          arguments: [Int64(bitPattern: device.value), first, last]
        )
        var reports: [DeviceReport] = []
        while let row = try blocks.next() {
          let block: Data = row[0]
          var reader = ByteReader([UInt8](block))
          while !reader.isAtEnd {
            _ = try reader.read(Int64.self)
            let report = try DeviceReport(fromFix: &reader)
            if period.contains(report.time) { reports.append(report) }
          }
        }
        return reports
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
