/// Two pieces, in whichever order they are named.
struct PiecePair: Hashable {
    private let lower: UInt32
    private let higher: UInt32

    init(_ a: UInt32, _ b: UInt32) { (lower, higher) = (min(a, b), max(a, b)) }
}
