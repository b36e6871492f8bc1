import Foundation
import TestKit
import Testing

@Suite("Help and usage")
struct HelpTests {
    private static let commands = [
        [], ["init"], ["network"], ["network", "import"], ["network", "info"],
        ["network", "validate"], ["network", "diff"], ["network", "route"], ["network", "place"],
        ["network", "locate"], ["network", "routes"], ["match", "points"], ["match", "calibrate"],
        ["match", "tracks"], ["flights"],
        ["flights", "add"], ["flights", "list"], ["flights", "show"], ["flights", "track"],
        ["complexes"], ["complexes", "add"], ["complexes", "devices"], ["crashes"],
        ["crashes", "add"], ["crashes", "list"], ["match"], ["match", "run"],
        ["match", "explain"], ["hotspots"], ["hotspots", "run"], ["hotspots", "list"],
        ["trends"], ["trends", "change"], ["report"], ["report", "build"], ["receipt"],
        ["receipt", "list"], ["receipt", "show"], ["quarantine"], ["quarantine", "list"],
        ["simulate"], ["doctor"],
    ]

    @Test("every command has help in three languages", arguments: commands)
    func help(command: [String]) throws {
        for (language, heading) in [("en", "USAGE: "), ("ru", "ВЫЗОВ: "), ("kk", "ШАҚЫРУ: ")] {
            let run = try CommandRun.jol(command + ["--help"], language: language)
            #expect(run.status == 0)
            #expect(run.output.contains(heading), "\(run.output)")
            if language != "en" { #expect(!run.output.contains("OVERVIEW")) }
            let widest = run.output.split(separator: "\n").map(\.count).max() ?? 0
            #expect(widest <= 100, "help fits a terminal")
        }
    }

    @Test(
        "a slip of the hand is answered with the right word",
        arguments: [
            (["flihgts", "list"], "jol flights"), (["flights", "lst"], "jol flights list"),
            (["hotspot", "run"], "jol hotspots"), (["trends", "chnage"], "jol trends change"),
            (["complex", "add", "x"], "jol complexes"),
        ]
    )
    func suggestion(words: [String], expected: String) throws {
        let run = try CommandRun.jol(words)
        #expect(run.status == 64)
        #expect(run.messages.contains("Did you mean '\(expected)'?"), "\(run.messages)")
    }

    @Test("an unknown option is a usage error that names the near one")
    func unknownOption() throws {
        let run = try CommandRun.jol(["match", "run", "--thread", "2"])
        #expect(run.status == 64)
        #expect(run.messages.contains("--threads"))
    }

    @Test("without a workspace a command says how to make one")
    func noWorkspace() throws {
        let folder = try ScratchFolder()
        let run = try CommandRun.jol(["flights", "list", "--workspace", folder.url.path])
        #expect(run.status == 66)
        #expect(run.messages.contains("workspace.missing"))
        #expect(run.messages.contains("jol init"))
    }
}
