/// An array in pages: a copy that is changed copies one page and not everything.
struct PagedArray<Element: Sendable>: Sendable {
  private var pages: [[Element]] = []

  /// The number of elements.
  private(set) var count = 0

  /// The elements of a page.
  private static var pageSize: Int { 256 }

  /// Creates an array of no elements.
  init() {}

  /// Creates an array of some elements.
  init(_ elements: some Sequence<Element>) { for element in elements { append(element) } }

  /// The element at a place.
  subscript(index: Int) -> Element {
    get { pages[index / Self.pageSize][index % Self.pageSize] }
    set { pages[index / Self.pageSize][index % Self.pageSize] = newValue }
  }

  /// The elements in order.
  var elements: some Sequence<Element> { pages.joined() }

  /// Adds an element at the end.
  mutating func append(_ element: Element) {
    if count % Self.pageSize == 0 { pages.append([]) }
    pages[pages.count - 1].append(element)
    count += 1
  }
}
