/// One item of a local set: its tag and where its value lies.
package struct KLVItem: Sendable, Hashable {
    /// The tag of ST 0601.
    package let tag: UInt64
    /// The value's bytes within the stream.
    package let range: Range<Int>
}
