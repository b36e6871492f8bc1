import RoadGeodata
import RoadModel
import TestKit
import Testing

/// Programs that write workbooks; tests that need an absent one are skipped.
enum WorkbookWriter {
    static let absence: Comment = "skipped: GDAL's ogr2ogr (gdal-bin) is not installed"
    static let pythonAbsence: Comment = "skipped: python3 has no openpyxl"

    static let isPresent = (try? CommandRun.run("ogr2ogr", ["--version"]))?.status == 0
    static let hasPython =
        (try? CommandRun.run("python3", ["-c", "import openpyxl"]))?.status == 0

    /// A workbook of a table whose columns have the named types of GDAL.
    static func book(
        _ table: String,
        types: String,
        _ format: String,
        in folder: ScratchFolder
    ) throws -> String {
        let source = try folder.write(table, to: "t.csv")
        _ = try folder.write(types, to: "t.csvt")
        let book = folder.path("book.\(format.lowercased())")
        let run = try CommandRun.run("ogr2ogr", ["-f", format, book, source])
        try #require(run.status == 0, "\(run.messages)")
        return book
    }
}

@Suite("Workbooks, written by GDAL and by openpyxl")
struct SheetReaderTests {
    private func rows(_ path: String, sheet: String? = nil) throws -> [String] {
        String(decoding: try SheetReader.text(path: path, sheet: sheet), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    @Test(
        "times keep every millisecond, numbers their digits, texts their commas",
        .enabled(if: WorkbookWriter.isPresent, WorkbookWriter.absence),
        arguments: ["XLSX", "ODS"]
    )
    func values(format: String) throws {
        let folder = try ScratchFolder()
        let table = """
            t,d,v,s
            2025/05/01 19:45:56.001,2026/06/01,82.5,"Абай, 10"
            2025/05/27 01:17:29.999,2024/02/29,43.238949,КАZ-03
            2025/05/27 00:00:00.500,2024/12/31,-7,x
            """
        let book = try WorkbookWriter.book(
            table + "\n",
            types: "\"DateTime\",\"Date\",\"Real\",\"String\"\n",
            format,
            in: folder
        )
        // Each format has its own spelling of dates; GDAL's writer of ODS pads numbers.
        let wanted =
            format == "XLSX"
            ? [
                "t,d,v,s", "2025/05/01 19:45:56.001,2026/06/01,82.5,\"Абай, 10\"",
                "2025/05/27 01:17:29.999,2024/02/29,43.238949,КАZ-03",
                "2025/05/27 00:00:00.500,2024/12/31,-7,x",
            ]
            : [
                "t,d,v,s",
                "2025-05-01T19:45:56.001,2026-06-01,82.5000000000000000,\"Абай, 10\"",
                "2025-05-27T01:17:29.999,2024-02-29,43.2389489999999981,КАZ-03",
                "2025-05-27T00:00:00.500,2024-12-31,-7.0000000000000000,x",
            ]
        #expect(try rows(book) == wanted)
    }

    @Test(
        "a sheet that is not there is refused with those there are",
        .enabled(if: WorkbookWriter.isPresent, WorkbookWriter.absence)
    )
    func unknownSheet() throws {
        let folder = try ScratchFolder()
        let book = try WorkbookWriter.book(
            "a,b\n1,2\n",
            types: "\"Integer\",\"Integer\"\n",
            "XLSX",
            in: folder
        )
        let error = #expect(throws: IntakeError.self) { try rows(book, sheet: "Январь") }
        #expect(error?.code == .notFound)
        #expect(error?.detail.contains("only: t") == true)
    }

    @Test("what is no workbook, or a cut one, is refused and not read")
    func noWorkbook() throws {
        let folder = try ScratchFolder()
        let text = try folder.write("a,b\n1,2\n", to: "t.xlsx")
        #expect(throws: IntakeError.self) { try rows(text) }
        let cut = try folder.write([0x50, 0x4B, 3, 4, 0, 0], to: "cut.xlsx")
        #expect(throws: IntakeError.self) { try rows(cut) }
    }

    @Test(
        "days counted from 1904, hidden times of day, single hours and milliseconds are exact",
        .enabled(if: WorkbookWriter.hasPython, WorkbookWriter.pythonAbsence),
        arguments: [1900, 1904]
    )
    func openpyxl(epoch: Int) throws {
        let folder = try ScratchFolder()
        let script = """
            import datetime, openpyxl, random, sys
            from openpyxl.utils.datetime import CALENDAR_MAC_1904
            book = openpyxl.Workbook()
            if sys.argv[2] == "1904": book.epoch = CALENDAR_MAC_1904
            sheet = book.active
            sheet.append(["t", "hidden", "short", "day"])
            random.seed(4)
            for row in range(2, 1002):
                t = datetime.datetime(2025, 1, 1) + datetime.timedelta(
                    milliseconds=random.randrange(86400000 * 300) // 1000 * 1000
                    + random.choice([0, 1, 2, 500, 998, 999]))
                sheet.append([t, t, t, t.date()])
                sheet.cell(row, 1).number_format = "yyyy-mm-dd hh:mm:ss.000"
                sheet.cell(row, 2).number_format = "dd.mm.yyyy"
                sheet.cell(row, 3).number_format = "d.m.yyyy h:mm"
                text = t.strftime("%Y/%m/%d %H:%M:%S")
                if t.microsecond: text += ".%03d" % (t.microsecond // 1000)
                print(",".join([text] * 3 + [t.strftime("%Y/%m/%d")]))
            book.save(sys.argv[1])
            """
        let book = folder.path("book.xlsx")
        let run = try CommandRun.run("python3", ["-c", script, book, "\(epoch)"])
        try #require(run.status == 0, "\(run.messages)")
        let wanted = run.output.split(separator: "\n").map(String.init)
        #expect(wanted.count == 1000)
        #expect(Array(try rows(book).dropFirst()) == wanted)
    }
}
