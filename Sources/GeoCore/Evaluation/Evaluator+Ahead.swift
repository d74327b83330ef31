extension Evaluator {
  /// Asks for the memory that judging a later fix of the batch will read.
  ///
  /// - Parameters:
  ///   - index: the fix that is judged now; before the first one, also those up to the later one.
  ///   - reporters: who reports, for each fix.
  ///   - newest: the newest fixes of devices.
  ///   - states: what is remembered of subjects.
  static func fetchAhead(
    of index: Int,
    _ reporters: [Reporter],
    _ newest: [Fix?],
    _ states: [SubjectState]
  ) {
    let last = min(index + BatchLookups.lead, reporters.count - 1)
    var next = index == 0 ? 0 : index + BatchLookups.lead
    while next <= last {
      let reporter = reporters[next]
      next += 1
      guard reporter.wearer >= 0 else { continue }
      newest.fetch(Int(reporter.device))
      states.fetch(Int(reporter.wearer))
    }
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
