import Testing

@testable import Persistence

@Suite struct SchemaTests {
  @Test("steps that were released are what they were; files know no others")
  func steps() {
    let hashes = Schema.steps.map { RowHash($0.statements.joined(separator: ";\n")).value }
    #expect(
      hashes == [
        7_779_657_138_477_917_220, 5_142_388_494_288_916_031, -621_753_756_208_578_720,
        -3_002_462_462_925_304_009, 4_853_665_334_463_203_374, 848_778_823_441_926_716,
      ])
    #expect(Schema.version == 6 && Schema.applicationID == 0x4F54_6F70)
  }
}
