import ArgumentParser
import RoadStore
@main struct Jol: ParsableCommand { mutating func run() { print(probe()) } }
