import Crypto
import Foundation
import RoadModel

/// The form in which received files with plates lie in the store.
///
/// | at | bytes | what |
/// |---|---|---|
/// | 0 | 8 | `JOLSEAL` and 1 |
/// | 8 | 32 | a random salt: HKDF-SHA-256 with it gives this file's own key |
/// | 40 | n + 16 each | pieces of 1 MiB, AES-256-GCM, the tag behind them; the last one is shorter |
///
/// The nonce of a piece is its number, eight bytes little-endian, then 1 for the last piece and 0
/// for others, then three zeros (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
/// 2015): pieces can be neither swapped nor cut off unnoticed.
enum SealedFile {
    static let magic = Array("JOLSEAL".utf8) + [1]
    static let pieceByteCount = 1 << 20
    static let headerByteCount = 40
    static let tagByteCount = 16

    static func key(_ seal: SymmetricKey, salt: some DataProtocol) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: seal,
            salt: Data(salt),
            info: magic,
            outputByteCount: 32
        )
    }

    static func nonce(_ number: Int, isLast: Bool) throws -> AES.GCM.Nonce {
        var bytes = withUnsafeBytes(of: UInt64(number).littleEndian) { Array($0) }
        bytes += [isLast ? 1 : 0, 0, 0, 0]
        return try AES.GCM.Nonce(data: bytes)
    }

    static func damaged(_ path: String, _ detail: String) -> IntakeError {
        IntakeError(
            .verificationFailed,
            subject: path,
            detail: "The sealed file cannot be opened: \(detail)",
            remedy: "Run 'jol archive verify'; restore the file or its key from a safe copy."
        )
    }
}

/// Seals a file piece by piece as it comes in.
struct SealWriter {
    private let key: SymmetricKey
    private var number = 0
    private var held = Data()
    /// What comes before the first piece.
    let header: Data

    init(_ seal: SymmetricKey) {
        let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        key = SealedFile.key(seal, salt: salt)
        header = Data(SealedFile.magic) + salt
    }

    /// Takes in bytes and gives out the pieces that are full; the last one only at the end.
    mutating func add(_ bytes: Data, _ write: (Data) throws -> Void) throws {
        // A whole piece is passed on as it came: files are read in such pieces.
        if held.count == SealedFile.pieceByteCount, bytes.count <= SealedFile.pieceByteCount {
            try write(piece(held, isLast: false))
            held = bytes
            return
        }
        held = held.isEmpty ? bytes : held + bytes
        while held.count > SealedFile.pieceByteCount {
            try write(piece(held.prefix(SealedFile.pieceByteCount), isLast: false))
            held = Data(held.dropFirst(SealedFile.pieceByteCount))
        }
    }

    /// Gives out the last piece.
    mutating func finish(_ write: (Data) throws -> Void) throws {
        try write(piece(held, isLast: true))
        held = Data()
    }

    private mutating func piece(_ bytes: Data, isLast: Bool) throws -> Data {
        let nonce = try SealedFile.nonce(number, isLast: isLast)
        let box = try AES.GCM.seal(bytes, using: key, nonce: nonce)
        number += 1
        // The nonce is not stored: it follows from the number.
        guard let combined = box.combined else { return box.ciphertext + box.tag }
        return combined.dropFirst(12)
    }
}

/// Opens a sealed file piece by piece.
enum SealReader {
    /// Calls `take` with the file's own bytes, in order.
    ///
    /// - Throws: `.verificationFailed` when a byte of it was changed, or the key is another one.
    static func read(
        _ path: String,
        _ seal: SymmetricKey,
        _ take: (Data) throws -> Void
    ) throws {
        let input = open(path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw ObjectStore.missingOrDenied(path) }
        defer { close(input) }
        let reader = FileHandle(fileDescriptor: input, closeOnDealloc: false)
        let header = try reader.read(upToCount: SealedFile.headerByteCount) ?? Data()
        guard header.count == SealedFile.headerByteCount,
            header.prefix(SealedFile.magic.count).elementsEqual(SealedFile.magic)
        else { throw SealedFile.damaged(path, "its head is not that of a sealed file.") }
        let key = SealedFile.key(seal, salt: header.dropFirst(SealedFile.magic.count))
        let size = SealedFile.pieceByteCount + SealedFile.tagByteCount
        var piece = try whole(reader, size)
        var number = 0
        while true {
            let next = piece.count == size ? try whole(reader, size) : Data()
            try take(try opened(piece, key, number, isLast: next.isEmpty, path))
            guard !next.isEmpty else { return }
            (piece, number) = (next, number + 1)
        }
    }

    private static func whole(_ reader: FileHandle, _ count: Int) throws -> Data {
        var bytes = Data()
        while bytes.count < count, let more = try reader.read(upToCount: count - bytes.count),
            !more.isEmpty
        {
            bytes.append(more)
        }
        return bytes
    }

    private static func opened(
        _ piece: Data,
        _ key: SymmetricKey,
        _ number: Int,
        isLast: Bool,
        _ path: String
    ) throws -> Data {
        guard piece.count >= SealedFile.tagByteCount else {
            throw SealedFile.damaged(path, "it breaks off.")
        }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: SealedFile.nonce(number, isLast: isLast),
                ciphertext: piece.dropLast(SealedFile.tagByteCount),
                tag: piece.suffix(SealedFile.tagByteCount)
            )
            return try AES.GCM.open(box, using: key)
        } catch {
            throw SealedFile.damaged(path, "piece \(number) was changed, or the key is another.")
        }
    }
}
