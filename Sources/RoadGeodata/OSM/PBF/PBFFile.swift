import Foundation
import RoadModel

/// The table of contents of a PBF file: where each blob lies, and what the header says.
///
/// Source: OpenStreetMap wiki, "PBF Format": a blob is preceded by the length of its header (4
/// bytes, big-endian) and a BlobHeader; headers hold at most 64 KiB, blobs 32 MiB.
struct PBFFile {
    /// A blob of map objects.
    struct Blob: Sendable {
        /// First byte of the Blob message.
        var offset: Int
        /// Its length.
        var length: Int
    }

    private static let longestHeader = 64 * 1024
    private static let longestBlob = 32 * 1024 * 1024

    /// The file's name.
    let path: String
    /// The blobs of type `OSMData`, in file order.
    private(set) var blobs: [Blob] = []
    /// Whether the header promises nodes before ways before relations.
    private(set) var isSorted = false
    private let descriptor: Int32

    /// Reads every blob's header and the file's header block.
    ///
    /// - Throws: `.fileMissing`, `.formatDamaged` with the byte, `.formatVersion` for features this
    ///   reader does not know, among them files of several states of an object.
    init(path: String) throws(IntakeError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw IntakeError(
                .io,
                subject: path,
                detail: "The file could not be read: \(String(cString: strerror(errno))).",
                remedy: "Check that the file exists and may be read."
            )
        }
        do throws(IntakeError) {
            try index()
        } catch {
            Foundation.close(descriptor)
            throw error
        }
    }

    /// Closes the file.
    func close() { Foundation.close(descriptor) }

    /// Reads a stretch of the file into memory; the number of bytes that are there.
    func read(_ offset: Int, _ target: UnsafeMutableRawBufferPointer) -> Int {
        var done = 0
        while done < target.count {
            guard let base = target.baseAddress else { return done }
            let count = pread(descriptor, base + done, target.count - done, off_t(offset + done))
            guard count > 0 else { return done }
            done += count
        }
        return done
    }

    /// The error for content that contradicts the format.
    func damaged(_ offset: Int, _ what: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: path,
            place: SourcePlace(byteOffset: offset),
            detail: "The OpenStreetMap file is damaged: \(what).",
            remedy: "Download or export the file again."
        )
    }

    /// The error for a blob that is packed in a way this reader does not know.
    func unread(_ compression: String, at offset: Int) -> IntakeError {
        IntakeError(
            .formatVersion,
            subject: path,
            place: SourcePlace(byteOffset: offset),
            detail: "The file is packed with \(compression), which is not read.",
            remedy: "Write it again with `osmium cat -f pbf,pbf_compression=zlib`."
        )
    }

    private mutating func index() throws(IntakeError) {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var at = 0
        var hasHeader = false
        while at < size {
            let length = try bytes(at, 4).reduce(0) { $0 << 8 | Int($1) }
            guard length > 0, length <= Self.longestHeader else {
                throw damaged(at, "a blob header of \(length) bytes at byte \(at)")
            }
            let header = try bytes(at + 4, length)
            let (kind, blobLength) = header.withUnsafeBufferPointer(Self.blobHeader)
            let start = at + 4 + length
            guard blobLength >= 0, blobLength <= Self.longestBlob else {
                throw damaged(at, "a blob of impossible length at byte \(at)")
            }
            guard blobLength <= size - start else {
                throw damaged(start, "the file ends inside a blob, \(blobs.count) were whole")
            }
            let blob = Blob(offset: start, length: blobLength)
            switch kind {
            case "OSMHeader":
                try readHeader(blob)
                hasHeader = true
            case "OSMData": blobs.append(blob)
            default: break
            }
            at = start + blobLength
        }
        guard hasHeader else { throw damaged(0, "it has no header block") }
    }

    private func bytes(_ offset: Int, _ count: Int) throws(IntakeError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        let read = buffer.withUnsafeMutableBytes { self.read(offset, $0) }
        guard read == count else { throw damaged(offset, "the file ends inside a blob header") }
        return buffer
    }

    private static func blobHeader(_ bytes: UnsafeBufferPointer<UInt8>) -> (String, Int) {
        var cursor = ProtobufCursor(bytes)
        var kind = ""
        var length = -1
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 2): kind = String(decoding: cursor.message().buffer, as: UTF8.self)
            case (3, 0): length = Int(truncatingIfNeeded: cursor.varint())
            default: cursor.skip(field.wire)
            }
        }
        return (kind, cursor.isBroken ? -1 : length)
    }

    private mutating func readHeader(_ blob: Blob) throws(IntakeError) {
        let packed = try bytes(blob.offset, blob.length)
        var features: (required: [String], optional: [String])?
        var compression: String?
        packed.withUnsafeBufferPointer { packed in
            let inflater = Inflater()
            switch PBFBlob.content(packed, inflater) {
            case .success(let content): features = Self.features(content)
            case .failure(.compression(let name)): compression = name
            case .failure(.broken): break
            }
        }
        if let compression { throw unread(compression, at: blob.offset) }
        guard let features else { throw damaged(blob.offset, "its header block is unreadable") }
        let known = ["OsmSchema-V0.6", "DenseNodes"]
        if let other = features.required.first(where: { !known.contains($0) }) {
            throw IntakeError(
                .formatVersion,
                subject: path,
                detail: other == "HistoricalInformation"
                    ? "The file cannot be used: it holds the history of objects, not one state."
                    : "The file cannot be used: it requires the feature '\(other)'.",
                remedy: "Convert it with osmium, for example `osmium time-filter` or `osmium cat`."
            )
        }
        isSorted = features.optional.contains("Sort.Type_then_ID")
    }

    private static func features(
        _ content: UnsafeBufferPointer<UInt8>
    ) -> (required: [String], optional: [String])? {
        var cursor = ProtobufCursor(content)
        var features: (required: [String], optional: [String]) = ([], [])
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (4, 2): features.required.append(text(&cursor))
            case (5, 2): features.optional.append(text(&cursor))
            default: cursor.skip(field.wire)
            }
        }
        return cursor.isBroken ? nil : features
    }

    private static func text(_ cursor: inout ProtobufCursor) -> String {
        String(decoding: cursor.message().buffer, as: UTF8.self)
    }
}

/// The envelope around a block.
enum PBFBlob {
    /// Why a block cannot be read.
    enum Fault: Error {
        /// A compression this reader does not know, by name.
        case compression(String)
        /// The envelope or its compression is broken.
        case broken
    }

    private static let largestBlock = 32 * 1024 * 1024

    /// The block in a blob; valid until the inflater is used again.
    static func content(
        _ blob: UnsafeBufferPointer<UInt8>,
        _ inflater: Inflater
    ) -> Result<UnsafeBufferPointer<UInt8>, Fault> {
        var cursor = ProtobufCursor(blob)
        var size = -1
        var packed: ProtobufCursor?
        while let field = cursor.field() {
            switch (field.number, field.wire) {
            case (1, 2):
                let raw = cursor.message()
                return cursor.isBroken ? .failure(.broken) : .success(raw.buffer)
            case (2, 0): size = Int(truncatingIfNeeded: cursor.varint())
            case (3, 2): packed = cursor.message()
            case (4, 2): return .failure(.compression("LZMA"))
            case (6, 2): return .failure(.compression("LZ4"))
            case (7, 2): return .failure(.compression("ZSTD"))
            default: cursor.skip(field.wire)
            }
        }
        guard !cursor.isBroken, let packed, size >= 0, size <= largestBlock,
            let content = inflater.inflate(packed.buffer, size: size)
        else { return .failure(.broken) }
        return .success(content)
    }
}
