/// The XML elements that are open, outermost first.
struct RawElementPath {
    /// The deepest element that is named.
    private static let deepest = 8

    private(set) var names: [String] = []
    /// Open elements below the deepest one.
    private var beyond = 0

    /// Whether nothing is open.
    var isEmpty: Bool { names.isEmpty }
    /// Whether the innermost open element has a name here.
    var isNamed: Bool { beyond == 0 && !names.isEmpty }
    /// The names joined by points.
    var text: String { names.joined(separator: ".") }

    /// An element begins.
    mutating func open(_ name: String) {
        if names.count < Self.deepest { names.append(name) } else { beyond += 1 }
    }

    /// An element ends.
    mutating func close() {
        if beyond > 0 { beyond -= 1 } else if !names.isEmpty { names.removeLast() }
    }

    /// What an attribute of the innermost element is called.
    func attribute(_ name: String) -> String { (names + [name]).joined(separator: ".") }
}
