extension Pager {
  /// Links to pages of results: the first, the last, and two on either side of the current one.
  ///
  /// - Parameter address: Of a page, by its number from 1.
  /// - Returns: `nil` if everything is on one page.
  init?(total: Int, page: Int, _ address: (Int) -> String) {
    let last = min((total + PageMaker.pageSize - 1) / PageMaker.pageSize, PageQuery.maximumPage)
    guard last > 1 else { return nil }
    let near = (page - 2...page + 2).filter { $0 > 1 && $0 < last }
    var (links, before): ([PageLink], Int) = ([], 0)
    for number in [1] + near + [last] {
      if number > before + 1 {
        links.append(PageLink(isGap: true, pageHref: "", pageNumber: "", isCurrent: false))
      }
      links.append(
        PageLink(
          isGap: false, pageHref: address(number), pageNumber: String(number), isCurrent: number == page))
      before = number
    }
    self.init(
      previousHref: page > 1 ? address(min(page - 1, last)) : nil,
      nextHref: page < last ? address(page + 1) : nil,
      pageLinks: links)
  }
}
