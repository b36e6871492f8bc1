import CGDAL
import Foundation
package import RoadModel

/// Reads one sheet of an XLSX or ODS workbook as comma-separated text in UTF-8.
///
/// GDAL opens the workbook with these two drivers only, in a process that is shut in. Rows keep their numbers: line `n` of the
/// text is row `n` of the sheet, and a line end inside a cell becomes a space.
package enum SheetReader {
    /// A larger workbook is no table for a person, and GDAL holds sheets in memory.
    private static let largestByteCount = 256 << 20

    /// The rows of a sheet.
    ///
    /// - Parameters:
    ///   - path: A local workbook.
    ///   - sheet: The sheet's name; `nil` for the first one.
    /// - Returns: A line a row.
    /// - Throws: `.componentMissing` without GDAL; `.formatDamaged` with GDAL's words; `.notFound`
    ///   for a sheet; `.insufficient` for a workbook above 256 MiB.
    package static func text(path: String, sheet: String? = nil) throws(IntakeError) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("jol-sheet-\(UUID().uuidString)")
        let kind = try kind(path)
        let link = folder.appendingPathComponent("book.\(kind)")
        var days: SheetDays?
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            // GDAL knows a workbook by the ending of its name, which a received file has lost.
            let source = URL(fileURLWithPath: path).standardizedFileURL
            // Copies and no links: the shut-in reader sees nothing but the file it reads.
            if kind == "xlsx", let data = try? Data(contentsOf: source) {
                let book = [UInt8](data)
                try Data(WorkbookStyles.mended(book) ?? book).write(to: link)
                if let undated = WorkbookStyles.undated(book) {
                    let copy = folder.appendingPathComponent("numbers.xlsx")
                    try Data(undated).write(to: copy)
                    days = SheetDays(path: copy.path, shift: WorkbookStyles.epochShift(book))
                }
            } else {
                try FileManager.default.copyItem(at: source, to: link)
            }
        } catch { throw IntakeError.sheet(path, "It cannot be opened: \(error).") }
        let text = try read(link.path, sheet)
        guard let days else { return text }
        return try days.exact(text, numbers: read(days.path, sheet))
    }

    /// A sheet through the shut-in reader where there is one.
    private static func read(_ path: String, _ sheet: String?) throws(IntakeError) -> [UInt8] {
        guard ForeignReader.isSet else { return try rows(path: path, sheet: sheet) }
        let reader = try ForeignReader(
            "sheet",
            path: path,
            arguments: sheet.map { [$0] } ?? []
        )
        var text: [UInt8] = []
        while true {
            var message = try reader.receive(.feature, .end)
            guard message.kind == .feature else { return text }
            text += message.text().utf8
            try reader.require(message)
        }
    }

    /// Reads a sheet in this process.
    ///
    /// - Throws: As `text(path:sheet:)`.
    static func rows(path: String, sheet: String?) throws(IntakeError) -> [UInt8] {
        var reason = [CChar](repeating: 0, count: 512)
        guard cgdal_load(&reason, reason.count) != 0 else {
            throw IntakeError(
                .componentMissing,
                subject: "GDAL",
                detail: "Workbooks need GDAL, which did not load: \(string(reason)).",
                remedy: "Install it (Debian: apt install libgdal32), or save the sheet as CSV."
            )
        }
        guard let book = cgdal_sheet_open(path, &reason, reason.count) else {
            throw IntakeError.sheet(path, "GDAL cannot read it: \(string(reason))")
        }
        defer { cgdal_close(book) }
        return try rows(of: layer(book, sheet, path), path)
    }

    /// `xlsx` or `ods`, by what the zip archive begins with.
    private static func kind(_ path: String) throws(IntakeError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw IntakeError.sheet(path, "It cannot be opened.")
        }
        defer { try? file.close() }
        let size = (try? file.seekToEnd()) ?? 0
        guard size <= UInt64(largestByteCount) else {
            throw IntakeError(
                .insufficient,
                subject: path,
                detail: "The workbook has \(size) bytes; at most \(largestByteCount) are read.",
                remedy: "Save the sheet as CSV: that is read whatever its size."
            )
        }
        try? file.seek(toOffset: 0)
        let head = (try? file.read(upToCount: 256)) ?? Data()
        guard head.prefix(2) == Data("PK".utf8) else {
            throw IntakeError.sheet(path, "It is no XLSX or ODS workbook.")
        }
        // ODF 1.2, part 3, 3.3: the first entry is an uncompressed «mimetype».
        let isODS = head.range(of: Data("opendocument.spreadsheet".utf8)) != nil
        return isODS ? "ods" : "xlsx"
    }

    private static func layer(
        _ book: UnsafeMutableRawPointer,
        _ sheet: String?,
        _ path: String
    ) throws(IntakeError) -> UnsafeMutableRawPointer {
        let layers = (0..<max(0, cgdal_layer_count(book))).compactMap { cgdal_layer(book, $0) }
        let names = layers.map { cgdal_layer_name($0).map { String(cString: $0) } ?? "" }
        guard let sheet else {
            guard let first = layers.first else {
                throw IntakeError.sheet(path, "The workbook has no sheet with cells.")
            }
            return first
        }
        guard let row = names.firstIndex(of: sheet) else {
            throw IntakeError(
                .notFound,
                subject: path,
                detail: "It has no sheet «\(sheet)», only: \(names.joined(separator: ", ")).",
                remedy: "Name one of these as sheet in the profile or with --sheet."
            )
        }
        return layers[row]
    }

    private static func rows(
        of layer: UnsafeMutableRawPointer,
        _ path: String
    ) throws(IntakeError) -> [UInt8] {
        let columns = max(0, cgdal_field_count(layer))
        var reason = [CChar](repeating: 0, count: 512)
        var text: [UInt8] = []
        while let row = cgdal_next(layer, &reason, reason.count) {
            defer { cgdal_feature_free(row) }
            for column in 0..<columns {
                if column > 0 { text.append(UInt8(ascii: ",")) }
                guard let cell = cgdal_field_text(row, column) else { continue }
                append(String(cString: cell), to: &text)
            }
            text.append(10)
        }
        guard reason[0] == 0 else { throw IntakeError.sheet(path, string(reason)) }
        guard !text.isEmpty else { throw IntakeError.sheet(path, "The sheet holds no row.") }
        return text
    }

    private static func append(_ cell: String, to text: inout [UInt8]) {
        let needsQuotes = cell.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ";")
                || $0 == 9
        }
        if needsQuotes { text.append(UInt8(ascii: "\"")) }
        for byte in cell.utf8 {
            if byte == UInt8(ascii: "\"") { text.append(byte) }
            text.append(byte == 10 || byte == 13 ? 32 : byte)
        }
        if needsQuotes { text.append(UInt8(ascii: "\"")) }
    }

    private static func string(_ characters: [CChar]) -> String {
        String(
            decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
    }
}

extension IntakeError {
    fileprivate static func sheet(_ path: String, _ detail: String) -> IntakeError {
        IntakeError(
            .formatDamaged,
            subject: path,
            detail: detail,
            remedy: "Open it in a spreadsheet program, or save the sheet as CSV."
        )
    }
}
