/// What an attempt at a track told of one of its fixes.
struct FixVerdict: BitwiseCopyable {
    /// How the vehicle came to the fix, and whether it was on the network there.
    enum Kind: UInt8, BitwiseCopyable {
        /// On roads; how, a further attempt may tell otherwise.
        case driven
        /// Off the network.
        case off
        /// Back on the network, off which it had been since the fix before.
        case back
        /// The route begins anew, on the network or off it.
        case begins, beginsOff

        /// Whether the fix was made off the network.
        var isOff: Bool { self == .off || self == .beginsOff }
        /// Whether nothing leads to it from the fix before.
        var isBreak: Bool { self == .begins || self == .beginsOff }
    }

    /// Row of the fix.
    var fix: Int32
    /// What was told.
    var kind: Kind
}
