import GeoCore
import Glibc
import Ingest
import Testing

/// No allocation on the receive path.
///
/// The oracle is the allocator's own stock: free blocks of every
/// small size lie painted in this thread's cache; one that was taken and written, even if it was
/// given back, has lost its paint. What is allocated for each fix, datagram or thousand spoils all ten
/// attempts; a block that the allocator keeps outside the cache spoils some, without any work between, so the
/// best attempt counts, less what was spoiled idly.
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
    let stock = PaintedStock()
    var used = Int.max
    for thousand in 2..<12 {
      stock.lay()
      let stray = stock.usedBlocks()
      stock.lay()
      decode(thousand * 1_000..<(thousand + 1) * 1_000)
      used = min(used, max(0, stock.usedBlocks() - stray))
    }
    #expect(used == 0)
    #expect(door.received.batch.fixes.count == 10_000)
    #expect(door.counters[Sample.sender.number]?.accepted == 12_000)

    // The control: one small array, made and given back, is seen.
    stock.lay()
    var sum = 0
    for index in 0..<3 {
      let made = [UInt64](repeating: UInt64(index), count: 5)
      sum += made.count
    }
    let control = stock.usedBlocks()
    #expect(sum == 15)
    #expect(control > 0)
  }
}

/// The free blocks of glibc's cache of this thread: seven of each size up to 1,032 bytes.
///
/// Its own steps allocate nothing: they are plain loops over plain numbers.
@safe
private struct PaintedStock: ~Copyable {
  private static var depth: Int { 7 }
  private static var count: Int { 64 * depth }
  /// The front of a free block is the allocator's own.
  private static var front: Int { 16 }

  private let blocks = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: Self.count)
  private let paint = UnsafeMutableRawPointer.allocate(byteCount: 1_032, alignment: 16)

  init() {
    _ = unsafe memset(blocks, 0, Self.count * 8)
    _ = unsafe memset(paint, 0xA5, 1_032)
  }

  deinit {
    unsafe blocks.deallocate()
    unsafe paint.deallocate()
  }

  private static func size(_ index: Int) -> Int { 24 + 16 * (index / depth) }

  /// Where a free block's paint ends: the last word of a larger one may be the allocator's, too.
  private static func back(_ index: Int) -> Int {
    size(index) > 120 ? size(index) - 8 : size(index)
  }

  private func takeAll() {
    var index = 0
    while index < Self.count {
      unsafe blocks[index] = malloc(Self.size(index))
      index += 1
    }
  }

  private func giveAllBack() {
    var index = 0
    while index < Self.count {
      unsafe free(blocks[index])
      index += 1
    }
  }

  /// Fills the cache with painted blocks.
  func lay() {
    // The first round may draw spare blocks into the cache; the second takes just those.
    takeAll()
    giveAllBack()
    takeAll()
    var index = 0
    while index < Self.count {
      if let block = unsafe blocks[index] { _ = unsafe memcpy(block, paint, Self.size(index)) }
      index += 1
    }
    giveAllBack()
  }

  /// How many blocks lost their paint since.
  func usedBlocks() -> Int {
    takeAll()
    var used = 0
    var index = 0
    while index < Self.count {
      if let block = unsafe blocks[index],
        unsafe memcmp(block + Self.front, paint, Self.back(index) - Self.front) != 0
      {
        used += 1
      }
      index += 1
    }
    giveAllBack()
    return used
  }
}
