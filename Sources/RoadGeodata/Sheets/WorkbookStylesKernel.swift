import CDeflate
import Foundation

/// Makes dates of an XLSX workbook readable to GDAL.
///
/// GDAL 3.6 drops a fraction of a second that is .001 or .999, and knows nothing of workbooks that
/// count days from 1904; so the numbers behind dates are read too, from a copy without date formats.
///
/// GDAL 3.6 takes a cell for a date *and time* only when its format writes hours with two letters;
/// under `yyyy-mm-dd h:mm:ss`, which common libraries write, the time of day would be lost. A copy
/// gets a second `xl/styles.xml` with `hh` in place of `h`, stored behind the workbook's own entries,
/// and a directory that names it instead of the first (APPNOTE 6.3.9, sections 4.3.7, 4.3.12, 4.3.16).
enum WorkbookStyles {
    /// Larger tables of styles are not looked at.
    private static let largestStyles = 16 << 20

    /// The workbook with its formats mended; `nil` when nothing has to be or can be changed.
    static func mended(_ book: [UInt8]) -> [UInt8]? { rewritten(book, patched) }

    /// The workbook with every cell a plain number or text; `nil` when that cannot be.
    static func undated(_ book: [UInt8]) -> [UInt8]? {
        rewritten(book) { styles in
            var text = String(decoding: styles, as: UTF8.self)
            let before = text
            text.replace(/(<xf [^>]*?numFmtId=")[0-9]+/) { "\($0.output.1)0" }
            return text == before ? nil : text
        }
    }

    /// Days between the beginnings of both ways of counting when the workbook counts from 1904.
    ///
    /// ECMA-376 part 1, 18.2.28 and 18.17.4.1: `date1904` of `workbookPr`.
    static func epochShift(_ book: [UInt8]) -> Int {
        guard let (_, _, entry) = entry("xl/workbook.xml", of: book),
            let text = content(book, entry)
        else { return 0 }
        let is1904 = String(decoding: text, as: UTF8.self)
            .contains(/date1904="(1|true)"/)
        return is1904 ? 1462 : 0
    }

    private static func rewritten(
        _ book: [UInt8],
        _ change: ([UInt8]) -> String?
    ) -> [UInt8]? {
        guard let (directory, end, entry) = entry("xl/styles.xml", of: book),
            let styles = content(book, entry), let text = change(styles)
        else { return nil }
        return rewritten(book, directory, end, entry: entry, with: Array(text.utf8))
    }

    /// Where the directory begins and ends, and where it names a file of the archive.
    private static func entry(
        _ wanted: String,
        of book: [UInt8]
    ) -> (directory: Int, end: Int, entry: Int)? {
        guard let end = endOfDirectory(book) else { return nil }
        let count = Int(number(book, end + 10, 2))
        var cursor = Int(number(book, end + 16, 4))
        let directory = cursor
        for _ in 0..<count {
            guard cursor + 46 <= end, number(book, cursor, 4) == 0x0201_4B50 else { return nil }
            let nameLength = Int(number(book, cursor + 28, 2))
            let rest = Int(number(book, cursor + 30, 2)) + Int(number(book, cursor + 32, 2))
            guard cursor + 46 + nameLength + rest <= end else { return nil }
            let name = book[cursor + 46..<cursor + 46 + nameLength]
            if name.elementsEqual(wanted.utf8) { return (directory, end, cursor) }
            cursor += 46 + nameLength + rest
        }
        return nil
    }

    /// Format codes with single letters for hours doubled; `nil` when there is none.
    private static func patched(_ styles: [UInt8]) -> String? {
        var text = String(decoding: styles, as: UTF8.self)
        let before = text
        text.replace(/formatCode="[^"]*"/) { match in
            var code = ""
            let letters = Array(match.output.dropFirst(12))
            for (place, letter) in letters.enumerated() {
                code.append(letter)
                guard letter == "h" || letter == "H" else { continue }
                let isAlone =
                    (place == 0 || letters[place - 1] != letter)
                    && (place + 1 == letters.count || letters[place + 1] != letter)
                if isAlone { code.append(letter) }
            }
            return "formatCode=\"" + code
        }
        return text == before ? nil : text
    }

    private static func rewritten(
        _ book: [UInt8],
        _ directory: Int,
        _ end: Int,
        entry: Int,
        with styles: [UInt8]
    ) -> [UInt8] {
        let nameLength = Int(number(book, entry + 28, 2))
        let sum = styles.withUnsafeBufferPointer { libdeflate_crc32(0, $0.baseAddress, $0.count) }
        var out = Array(book[..<directory])
        let offset = out.count
        // Local header: stored, no flags, no extra field.
        var header = [UInt8](repeating: 0, count: 30)
        put(0x0403_4B50, 4, at: 0, in: &header)
        put(20, 2, at: 4, in: &header)
        put(UInt64(sum), 4, at: 14, in: &header)
        put(UInt64(styles.count), 4, at: 18, in: &header)
        put(UInt64(styles.count), 4, at: 22, in: &header)
        put(UInt64(nameLength), 2, at: 26, in: &header)
        out += header
        out += book[entry + 46..<entry + 46 + nameLength]
        out += styles
        let newDirectory = out.count
        var entries = Array(book[directory..<end])
        let place = entry - directory
        put(0, 2, at: place + 8, in: &entries)
        put(0, 2, at: place + 10, in: &entries)
        put(UInt64(sum), 4, at: place + 16, in: &entries)
        put(UInt64(styles.count), 4, at: place + 20, in: &entries)
        put(UInt64(styles.count), 4, at: place + 24, in: &entries)
        put(UInt64(offset), 4, at: place + 42, in: &entries)
        out += entries
        var tail = Array(book[end..<end + 22])
        put(UInt64(newDirectory), 4, at: 16, in: &tail)
        put(0, 2, at: 20, in: &tail)
        return out + tail
    }

    /// The inflated content of an entry of the directory.
    private static func content(_ book: [UInt8], _ entry: Int) -> [UInt8]? {
        let method = number(book, entry + 10, 2)
        let packed = Int(number(book, entry + 20, 4))
        let size = Int(number(book, entry + 24, 4))
        let local = Int(number(book, entry + 42, 4))
        guard size <= largestStyles, local + 30 <= book.count else { return nil }
        let start =
            local + 30 + Int(number(book, local + 26, 2)) + Int(number(book, local + 28, 2))
        guard start + packed <= book.count else { return nil }
        if method == 0 { return Array(book[start..<start + packed]) }
        guard method == 8, let handle = libdeflate_alloc_decompressor() else { return nil }
        defer { libdeflate_free_decompressor(handle) }
        var out = [UInt8](repeating: 0, count: size)
        // Sound: both ranges were checked to lie inside their arrays just above.
        let code = book.withUnsafeBufferPointer { source in
            out.withUnsafeMutableBufferPointer { target in
                libdeflate_deflate_decompress(
                    handle,
                    source.baseAddress.map { $0 + start },
                    packed,
                    target.baseAddress,
                    size,
                    nil
                )
            }
        }
        return code == LIBDEFLATE_SUCCESS ? out : nil
    }

    /// Where the record that ends the directory stands; archives above 4 GB have another one.
    private static func endOfDirectory(_ book: [UInt8]) -> Int? {
        guard book.count >= 22 else { return nil }
        var index = book.count - 22
        let first = max(0, book.count - 22 - 65_535)
        while index >= first {
            if number(book, index, 4) == 0x0605_4B50 {
                let directory = Int(number(book, index + 16, 4))
                return directory <= index ? index : nil
            }
            index -= 1
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ index: Int, _ length: Int) -> UInt64 {
        guard index >= 0, index + length <= bytes.count else { return 0 }
        return (0..<length).reduce(0) { $0 | UInt64(bytes[index + $1]) << UInt64(8 * $1) }
    }

    private static func put(_ value: UInt64, _ length: Int, at index: Int, in bytes: inout [UInt8])
    {
        for place in 0..<length {
            bytes[index + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place))
        }
    }
}
