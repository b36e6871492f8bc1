import Foundation
import TestKit
import Testing

/// The rules that come with the program, on crashes written by hand at their borders.
@Suite("Rules that come with the program")
struct HotspotShippedRulesTests {
    private func table(_ rule: String, _ text: String) throws -> [[String]] {
        let folder = try ScratchFolder()
        let path = try folder.write(text, to: "crashes.csv")
        let run = try CommandRun.jol([
            "hotspots", "legal", "--rule", rule, "--events", path, "--csv",
        ])
        #expect(run.status == 0, "\(run.messages)")
        return run.output.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test(
        "a place is found, or is not",
        arguments: [
            // Three serious within exactly 300 m and three calendar years; 300.01 m is too far.
            (
                "de-muko-2012",
                "0,2020-02-01,A,serious;150,2021-03-01,B,fatal;300,2022-12-31,C,serious", 1
            ),
            (
                "de-muko-2012",
                "0,2020-02-01,A,serious;150,2021-03-01,B,fatal;300.01,2022-12-31,C,serious", 0
            ),
            // The first lies in a fourth calendar year.
            (
                "de-muko-2012",
                "0,2019-12-31,A,serious;10,2020-02-01,A,serious;20,2022-02-01,A,serious", 0
            ),
            // Two serious and two slight are 14 points, one and five are 15.
            (
                "de-muko-2012",
                "0,2020-02-01,A,serious;9,2020-02-01,A,serious;"
                    + "20,2021-02-01,A,slight;30,2022-02-01,A,slight",
                0
            ),
            (
                "de-muko-2012",
                "0,2020-02-01,A,serious;5,2020-02-01,A,slight;"
                    + "6,2020-03-01,A,slight;7,2021-02-01,A,slight;"
                    + "8,2022-02-01,A,slight;9,2022-02-01,A,slight",
                1
            ),
            // Three of a type before the same day of the next year; that day is too late.
            ("de-nrw", "0,2020-01-01,T,slight;100,2020-12-31,T,pdo;300,2020-06-01,T,pdo", 1),
            ("de-nrw", "0,2020-01-01,T,slight;100,2021-01-01,T,pdo;300,2020-06-01,T,pdo", 0),
            // Three serious of any type in three years.
            ("de-nrw", "0,2020-01-01,T,serious;10,2021-06-01,U,serious;20,2022-12-31,V,fatal", 1),
            ("de-nrw", "0,2020-01-01,T,serious;10,2021-06-01,U,serious;20,2023-01-01,V,fatal", 0),
            // 5 + 5 + 5 = 15 on 100 m; 5 + 5 + 3 = 13.
            ("be-flanders", "0,2020-01-01,T,fatal;50,2021-01-01,T,fatal;100,2022-01-01,T,fatal", 1),
            (
                "be-flanders",
                "0,2020-01-01,T,fatal;50,2021-01-01,T,fatal;100,2022-01-01,T,serious", 0
            ),
            (
                "be-flanders",
                "0,2020-01-01,T,fatal;50,2021-01-01,T,fatal;100.1,2022-01-01,T,fatal", 0
            ),
        ]
    )
    func places(_ rule: String, _ crashes: String, _ count: Int) throws {
        let rows = crashes.split(separator: ";").map { "R1,\($0)" }.joined(separator: "\n")
        #expect(try table(rule, "road,pos_m,date,type,severity\n\(rows)\n").count == count)
    }

    @Test("the kilometre sheet: borders, and a last part below 500 m joins the one before")
    func kilometres() throws {
        let found = try table(
            "kz-order-383",
            """
            road,pos_m,date
            A,0,2025-01-01
            A,999.99,2025-01-01
            A,1000,2025-02-01
            A,2499,2025-02-01
            A,2499.5,2025-02-01
            B,0,2025-02-01
            B,3400,2025-02-01

            """
        )
        #expect(
            found.map { Array($0[0...2]) + [$0[4], $0[6]] } == [
                ["A", "0", "1000", "2", "2"], ["A", "1000", "2499.5", "3", "2"],
                ["B", "0", "1000", "1", "3"], ["B", "1000", "2000", "0", "5"],
                ["B", "2000", "3400", "1", "3"],
            ]
        )
    }
}
