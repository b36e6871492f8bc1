import TestKit
import Testing

@Suite("jol trends change")
struct TrendsCommandTests {
    private func interval(_ json: [String: Any], _ name: String) -> (Double, Double, Double) {
        let object = json[name] as? [String: Any] ?? [:]
        return (
            object["lower"] as? Double ?? .nan, object["upper"] as? Double ?? .nan,
            object["p"] as? Double ?? .nan
        )
    }

    @Test("2,579 → 2,321 deaths: the intervals of R, in percent")
    func ministry() throws {
        let run = try CommandRun.jol([
            "trends", "change", "--before", "2579", "--after", "2321", "--json",
        ])
        #expect(run.status == 0)
        let json = try run.json()
        // Reference: R binom.test, and mid-p by root finding; see Docs/Methods/change.md.
        #expect(abs((json["percent"] as? Double ?? 0) + 10.0038774718883) < 1e-9)
        let exact = interval(json, "exact")
        #expect(abs(exact.0 + 14.9483573028475) < 1e-6)
        #expect(abs(exact.1 + 4.7759527397291) < 1e-6)
        #expect(abs(exact.2 - 0.000240463321077892) < 1e-9)
        let midp = interval(json, "midp")
        #expect(abs(midp.0 + 14.9139694643252) < 1e-6)
        #expect(abs(midp.1 + 4.8143244533268) < 1e-6)
        // φ = 2·(2039/1588) − 1 from published figures, so √(φ(1/2579 + 1/2321)) = 0.035827.
        let wide = json["overdispersed"] as? [String: Any] ?? [:]
        #expect(abs((wide["phi"] as? Double ?? 0) - (2 * 2039.0 / 1588 - 1)) < 1e-12)
        let limits = interval(json, "overdispersed")
        #expect(abs(limits.0 + 16.107) < 0.01 && abs(limits.1 + 3.455) < 0.01)
        #expect(json["flags"] as? [String] == ["PHI-ASSUMED", "YEAR-NOISE-UNKNOWN"])
        #expect(abs((json["detectableFallPercent"] as? Double ?? 0) - 9.5) < 0.1)
        #expect(json["verdict"] as? String == "CHANGE")
        #expect(json["attribution"] as? String == "A0")
    }

    @Test("the same with φ = 4 cannot be told from chance")
    func overdispersed() throws {
        let json = try CommandRun.jol([
            "trends", "change", "--before", "2579", "--after", "2321", "--phi", "4", "--json",
        ]).json()
        let limits = interval(json, "overdispersed")
        #expect(abs(limits.0 + 19.55) < 0.01)
        #expect(abs(limits.1 - 0.68) < 0.01)
        #expect(json["verdict"] as? String == "NO-EVIDENCE")
    }

    @Test("a given φ of 1 is the Poisson law: a fall of 7.7 % would have been found")
    func poisson() throws {
        let json = try CommandRun.jol([
            "trends", "change", "--before", "2579", "--after", "2321", "--phi", "1", "--json",
        ]).json()
        #expect(json["flags"] as? [String] == [])
        #expect(abs((json["detectableFallPercent"] as? Double ?? 0) - 7.7) < 0.05)
    }

    @Test("−16.4 % does not follow from 50 → 42")
    func inconsistent() throws {
        let json = try CommandRun.jol([
            "trends", "change", "--before", "50", "--after", "42",
            "--published-percent=-16.4", "--json",
        ]).json()
        #expect((json["flags"] as? [String] ?? []).contains("INCONSISTENT"))
    }

    @Test("a zero base yields no percentage")
    func zeroBase() throws {
        let run = try CommandRun.jol([
            "trends", "change", "--before", "0", "--after", "3", "--json",
        ])
        let json = try run.json()
        #expect(run.output.contains("\"percent\" : null"))
        #expect(json["verdict"] as? String == "NO-EVIDENCE")
    }

    @Test("the sentence names no cause, in any language")
    func words() throws {
        for (language, forbidden) in [
            ("en", "thanks to"), ("ru", "благодаря"), ("kk", "арқасында"),
        ] {
            let run = try CommandRun.jol(
                ["trends", "change", "--before", "2579", "--after", "2321"],
                language: language
            )
            #expect(run.status == 0)
            #expect(!run.output.lowercased().contains(forbidden))
        }
    }

    @Test(
        "impossible input is a usage error",
        arguments: [
            ["--before", "-1", "--after", "3"], ["--before", "5"],
            ["--before", "5", "--after", "3", "--phi", "-2"],
            ["--before", "5", "--after", "3", "--exposure-before", "0"],
            ["--before", "5", "--after", "3", "--published-percent", "ten"],
        ]
    )
    func usage(arguments: [String]) throws {
        let run = try CommandRun.jol(["trends", "change"] + arguments)
        #expect(run.status == 64, "\(run.messages)")
    }
}
