/// One piece of XML text; offsets count from the first byte of the file.
internal struct XMLToken {
    /// What a piece is.
    enum Kind {
        /// `<name …>` or, when `isEmpty`, `<name …/>`.
        case start
        /// `</name>`.
        case end
        /// Text between tags, or the inside of a CDATA section.
        case text
        /// `<!DOCTYPE`: no reader of ours goes on from there.
        case documentType
        /// Bytes that are no XML.
        case malformed
    }

    /// What it is.
    var kind: Kind
    /// All bytes of the piece.
    var range: Range<Int>
    /// The element's name without its prefix; the text itself for `.text`.
    var name: Range<Int>
    /// What stands between name and bracket of a start tag.
    var attributes: Range<Int>
    /// Whether a start tag closes itself.
    var isEmpty = false

    /// A piece without name and attributes.
    @inline(__always)
    init(_ kind: Kind, _ range: Range<Int>) {
        (self.kind, self.range, name, attributes) = (kind, range, range, range)
    }
}
