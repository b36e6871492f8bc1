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
    /// Reads every record of every kind into tables and counts them; `nil` for formats whose
    /// flight is all there is.
    package let readAll: ReadAll?
    /// Reads flights piece by piece in windows of some bytes, so that memory stays bounded; `nil`
    /// for formats whose files are never that large or whose flights are small beside them.
    package let stream: Stream?
    /// Whether a short file may unpack to a long one, so that the window must be told of any.
    package let isPacked: Bool

    /// Reads a file into tables and shows each row, when asked for, as name of its table and bytes.
    package typealias ReadAll =
        @Sendable (
            _ bytes: RawSpan, _ name: String, _ visit: ((String, ArraySlice<UInt8>) -> Void)?
        ) throws(IntakeError) -> Int

    /// Reads a file in windows; numbers its flights from 0.
    package typealias Stream =
        @Sendable (_ bytes: RawSpan, _ name: String, _ window: Int, _ sink: any FlightSink)
        throws(IntakeError) -> Void

    /// Describes a format.
    package init(
        name: String,
        fileExtensions: [String],
        recognises: @escaping @Sendable (RawSpan) -> Bool,
        read:
            @escaping @Sendable (_ bytes: RawSpan, _ name: String) throws(IntakeError) -> [Flight],
        readAll: ReadAll? = nil,
        stream: Stream? = nil,
        isPacked: Bool = false
    ) {
        (self.name, self.fileExtensions) = (name, fileExtensions)
        (self.recognises, self.read) = (recognises, read)
        (self.readAll, self.stream, self.isPacked) = (readAll, stream, isPacked)
    }
}
