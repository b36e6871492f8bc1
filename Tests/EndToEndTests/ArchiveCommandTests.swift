import Foundation
import TestKit
import Testing

@Suite("Jol archive and receipts", .serialized)
struct ArchiveCommandTests {
    private let scratch: ScratchFolder
    private let workspace: String

    init() throws {
        scratch = try ScratchFolder()
        workspace = scratch.path("ws")
        _ = try CommandRun.jol(["init", workspace])
        let cards = """
            id,time,lat,lon,severity,killed,injured
            K-1,2025-05-01T10:00:00+05:00,43.21,76.91,fatal,1,0
            K-2,2025-05-02T10:00:00+05:00,43.22,76.92,slight,0,2
            K-3,yesterday,43.22,76.92,slight,0,1
            """
        _ = try jol(["crashes", "add", try scratch.write(cards, to: "cards.csv")])
    }

    private func jol(_ words: [String], language: String = "en") throws -> CommandRun {
        try CommandRun.jol(words, workspace: workspace, language: language)
    }

    private var receipt: String { "\(workspace)/receipts/1-cards.csv.receipt" }

    @Test("a receipt is checked far away, with its text and the public key alone")
    func receiptVerify() throws {
        let key = try jol(["archive", "key"]).output.split(separator: "\n")[0]
        for ending in ["txt", "json"] {
            let run = try CommandRun.jol(
                [
                    "receipt", "verify", "\(receipt).\(ending)", "--key", String(key),
                    "--original", scratch.path("cards.csv"), "--json",
                ]
            )
            #expect(run.status == 0, "\(run.output)\(run.messages)")
            #expect(try run.json()["valid"] as? Bool == true)
        }
        let text = try String(contentsOfFile: "\(receipt).txt", encoding: .utf8)
        #expect(text.contains("Accepted        2"))
        let better = text.replacing("Quarantined     1", with: "Quarantined     0")
        #expect(better != text)
        let forged = try scratch.write(better, to: "forged.receipt.txt")
        let run = try jol(["receipt", "verify", forged])
        #expect(run.status == 79)
        #expect(run.output.contains("NOT VALID"))
    }

    @Test("the same file again gives the first receipt, byte for byte")
    func again() throws {
        let first = try jol(["receipt", "show", "1", "--json"]).output
        let run = try jol(["crashes", "add", scratch.path("cards.csv")])
        #expect(run.output.contains("received before"))
        #expect(try jol(["receipt", "show", "1", "--json"]).output == first)
        let out = scratch.path("again.receipt.txt")
        #expect(try jol(["receipt", "show", "1", "--out", out]).status == 0)
        let kept = try String(contentsOfFile: "\(receipt).txt", encoding: .utf8)
        let issued = try String(contentsOfFile: out, encoding: .utf8)
        #expect(issued.hasPrefix(kept.prefix(200)))
        #expect(try jol(["receipt", "verify", out]).status == 0)
    }

    @Test("verify says what it looked at, in three languages, and fails on nothing and on forgery")
    func verify() throws {
        let run = try jol(["archive", "verify", "--against", "\(receipt).txt", "--json"])
        #expect(run.status == 0, "\(run.output)")
        let report = try #require(try run.json()["report"] as? [String: Any])
        #expect(report["objects"] as? Int == 1)
        #expect(report["receipts"] as? Int == 1)
        #expect(report["rows"] as? Int == 6)
        #expect(report["compared"] as? Int == 1)
        #expect(try jol(["archive", "verify"], language: "ru").output.contains("Внутренне цело"))
        #expect(try jol(["archive", "verify"], language: "kk").output.contains("Іштей бүтін"))
        let empty = scratch.path("empty")
        _ = try CommandRun.jol(["init", empty])
        let nothing = try CommandRun.jol(["archive", "verify"], workspace: empty)
        #expect(nothing.status == 79)
        #expect(nothing.output.contains("[verify.nothing]"))
        let sha = try #require(
            (try jol(["receipt", "show", "1", "--json"]).json()["receipt"] as? [String: Any])?[
                "sha256"
            ]
                as? String
        )
        let object = "\(workspace)/objects/\(sha.prefix(2))/\(sha).sealed"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: object)
        let handle = try #require(FileHandle(forWritingAtPath: object))
        try handle.write(contentsOf: Data("ID".utf8))
        try handle.close()
        let forged = try jol(["archive", "verify"])
        #expect(forged.status == 79)
        #expect(forged.output.contains("[object.changed]"))
        #expect(forged.output.contains("receipt 1 (cards.csv)"))
    }

    @Test("a backup is restored, verified and goes on with the keys, and all rows come out again")
    func backup() throws {
        let (copy, made) = (scratch.path("copy"), scratch.path("made"))
        #expect(try jol(["archive", "backup", copy]).status == 0)
        #expect(try jol(["archive", "backup", copy]).status == 73)
        #expect(try jol(["archive", "restore", copy, made]).status == 0)
        let more = try scratch.write(
            "id,time,lat,lon,severity,killed,injured\n"
                + "K-9,2025-06-01T10:00:00+05:00,43.2,76.9,fatal,1,0\n",
            to: "more.csv"
        )
        let locked = try CommandRun.jol(["crashes", "add", more], workspace: made)
        #expect(locked.status == 79)
        try FileManager.default.copyItem(atPath: "\(workspace)/keys", toPath: "\(made)/keys")
        #expect(try CommandRun.jol(["crashes", "add", more], workspace: made).status == 0)
        let check = try CommandRun.jol(
            ["archive", "verify", "--against", "\(receipt).json"],
            workspace: made
        )
        #expect(check.status == 0, "\(check.output)")
        let rebuilt = try CommandRun.jol(["archive", "rebuild", "--json"], workspace: made)
        #expect(rebuilt.status == 0)
        let report = try #require(try rebuilt.json()["report"] as? [String: Any])
        #expect(report["equal"] as? Int == 2)
        // Entries written since the backup are missing in the older ledger.
        let kept = scratch.path("state.txt")
        #expect(
            try CommandRun.jol(["archive", "checkpoint", "--out", kept], workspace: made).status
                == 0
        )
        let cut = try CommandRun.jol(
            ["archive", "verify", "--against", kept],
            workspace: copy
        )
        #expect(cut.status == 79)
        #expect(cut.output.contains("[ledger.cut]"))
    }

    @Test("the level above countersigns, and refuses a ledger that was cut")
    func countersign() throws {
        let above = scratch.path("above")
        _ = try CommandRun.jol(["init", above])
        _ = try CommandRun.jol(
            ["crashes", "add", scratch.path("cards.csv")],
            workspace: above
        )
        let key = String(try jol(["archive", "key"]).output.split(separator: "\n")[0])
        let (state, signed) = (scratch.path("s.txt"), scratch.path("signed.txt"))
        #expect(try jol(["archive", "checkpoint", "--since", "0", "--out", state]).status == 0)
        let unknown = try CommandRun.jol(["archive", "countersign", state], workspace: above)
        #expect(unknown.status == 79)
        let run = try CommandRun.jol(
            ["archive", "countersign", state, "--key", key, "--out", signed],
            workspace: above
        )
        #expect(run.status == 0, "\(run.messages)")
        #expect(try jol(["archive", "verify", "--against", signed]).status == 0)
    }
}
