package import RoadModel

/// One file format of flight logs: how to know it and how to read it.
package struct FlightFormat: Sendable {
    /// The name that people know, for example `PX4 ULog`.
    package let name: String
    /// The usual endings of such files, lower case, without the dot; never used to decide.
    package let fileExtensions: [String]
    /// Whether the bytes are of this format, judged by their content alone; must be cheap.
    package let recognises: @Sendable (RawSpan) -> Bool
    /// Reads every flight of the file; `name` is what errors call it.
    package let read: @Sendable (_ bytes: RawSpan, _ name: String) throws(IntakeError) -> [Flight]

    /// Describes a format.
    package init(
        name: String,
        fileExtensions: [String],
        recognises: @escaping @Sendable (RawSpan) -> Bool,
        read: @escaping @Sendable (_ bytes: RawSpan, _ name: String) throws(IntakeError) -> [Flight]
    ) {
        (self.name, self.fileExtensions) = (name, fileExtensions)
        (self.recognises, self.read) = (recognises, read)
    }
}
