import CAllocations
import GeoCore
import Ingest
import Testing

/// No allocation on the receive path.
///
/// The oracle is a counting allocator before the C library's.
struct AllocationTests {
  @Test func `100,000 fixes decoded into a warm batch allocate nothing`() throws {
    var random = Seeded(5)
    var session = try Sample.session()
    var door = try Door()
    let table = try Sample.table()
    let datagrams = (0..<12_000).map { _ in
      session.seal((0..<10).map { _ in Sample.fix(&random) }, sentAt: Sample.now)
    }
    func decode(_ range: Range<Int>) {
      for index in range {
        if index % 1_000 == 0 { door.received.removeAll() }
        _ = door.admit(datagrams[index], table)
      }
    }
    decode(0..<2_000)
    let before = fl_allocations_of_this_thread()
    decode(2_000..<12_000)
    #expect(fl_allocations_of_this_thread() - before == 0)
    #expect(door.received.batch.fixes.count == 10_000)
    #expect(door.counters[Sample.sender.number]?.accepted == 12_000)

    // The control: one small array is seen.
    let made = [UInt64](repeating: before == 0 ? 1 : 2, count: 5)
    #expect(fl_allocations_of_this_thread() > before)
    #expect(made.count == 5)
  }
}
