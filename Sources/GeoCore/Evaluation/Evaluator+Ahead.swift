extension Evaluator {
  /// How many fixes ahead of the one that is judged memory is asked for.
  private static let lead = 16

  /// Finds who reports, and the zones around every position of the batch, all at once.
  mutating func lookUp(_ batch: FixBatch) {
    places.removeAll(keepingCapacity: true)
    placeOfFix.removeAll(keepingCapacity: true)
    reporters.removeAll(keepingCapacity: true)
    wearers.removeAll(keepingCapacity: true)
    for index in batch.fixes.indices.prefix(Self.lead) {
      registry.deviceTable.fetch(batch.fixes[index].device)
    }
    for index in batch.fixes.indices {
      let ahead = index + Self.lead
      if ahead < batch.fixes.count { registry.deviceTable.fetch(batch.fixes[ahead].device) }
      let reporter = reporter(of: batch.fixes[index])
      reporters.append(reporter)
      placeOfFix.append(Int32(places.count))
      guard let place = batch.fixes[index].coordinate else { continue }
      places.append(place)
      wearers.append(reporter.wearer)
    }
    // Local references, not copies: the spans must not borrow the evaluator while it fills the hits.
    let (places, wearers) = (places, wearers)
    registry.index.zones(containing: places.span, into: &hits)
    registry.personal.zones(of: wearers.span, containing: places.span, into: &ownHits)
  }

  /// Who reports by a fix, where that is simple.
  private func reporter(of fix: Fix) -> Reporter {
    let entry = registry.deviceTable.entry(of: fix.device)
    guard entry.slot >= 0, entry.during.contains(now), entry.during.contains(fix.time) else {
      return Reporter()
    }
    return Reporter(device: entry.slot, wearer: entry.wearer, isPhone: entry.isPhone)
  }

  /// Asks for the memory that judging the fixes after this one will read.
  func fetchAhead(of index: Int) {
    if index == 0 { for index in 0..<min(Self.lead, reporters.count) { fetch(reporters[index]) } }
    let ahead = index + Self.lead
    if ahead < reporters.count { fetch(reporters[ahead]) }
  }

  @inline(__always)
  private func fetch(_ reporter: Reporter) {
    guard reporter.wearer >= 0 else { return }
    registry.subjectTerms.fetch(Int(reporter.wearer))
    deviceNewest.fetch(Int(reporter.device))
    states.fetch(Int(reporter.wearer))
  }
}

extension Array {
  /// Asks for the memory of an element.
  @inline(__always)
  fileprivate func fetch(_ index: Int) {
    unsafe withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      let place = unsafe UnsafeRawPointer(first + index)
      var offset = 0
      while offset < MemoryLayout<Element>.size {
        unsafe prefetch(place + offset, 0, 3, 1)
        offset += 64
      }
      unsafe prefetch(place + MemoryLayout<Element>.size - 1, 0, 3, 1)
    }
  }
}
