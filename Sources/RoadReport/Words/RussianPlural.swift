/// The plural category of a whole number in Russian (CLDR cardinal rules).
package enum RussianPlural: Hashable, Sendable {
    /// 1, 21, 31, … but not 11.
    case one
    /// 2–4, 22–24, … but not 12–14.
    case few
    /// 0, 5–20, 25–30, ….
    case many

    /// The category of a number; the sign does not matter.
    package init(_ count: Int) {
        let (tens, ones) = (count.magnitude % 100, count.magnitude % 10)
        if (11...14).contains(tens) {
            self = .many
        } else if ones == 1 {
            self = .one
        } else {
            self = (2...4).contains(ones) ? .few : .many
        }
    }
}
