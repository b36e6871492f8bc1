/// Record types 9, 10 and 24: a text that the app showed.
package struct DJITextRecord: Sendable, Hashable {
    /// Where the record stands in the file.
    package var offset: Int
    /// 9 tip, 10 warning, 24 serious warning.
    package var type: UInt8
    /// The text.
    package var text: String
}
