using Mcu.Core.Composing;
using Mcu.Core.Composing.Captions;

namespace Mcu.Tests.Composing.Captions;

public sealed class TextFaceTests
{
    private TextFace face = null!;

    [OneTimeSetUp]
    public void OpenFont() => face = TextFace.Open(CaptionFonts.Default.Bold);

    [OneTimeTearDown]
    public void CloseFont() => face.Dispose();

    [TestCase("Khánh Hòa")]
    [TestCase("UBND phường Ế Ỗ Ự Ẳ ế ỗ ự ẵ ậ ỡ Đ đ")]
    public void Shape_ComposedVietnamese_HasOneGlyphALetter(string name)
    {
        ShapedText text = face.Shape(name, 16);
        Assert.Multiple(() =>
        {
            Assert.That(text.Glyphs, Has.Length.EqualTo(name.Length));
            Assert.That(text.Glyphs, Has.None.Zero, "the font lacks a letter");
        });
    }

    [TestCase("E\u0302\u0301", "Ế")]
    [TestCase("o\u0302\u0303", "ỗ")]
    [TestCase("u\u031B\u0323", "ự")]
    [TestCase("Kha\u0301nh Ho\u0300a", "Khánh Hòa")]
    [TestCase("Vie\u0323\u0302t", "Việt")]
    public void Shape_DecomposedVietnamese_EqualsComposed(string decomposed, string composed)
    {
        ShapedText text = face.Shape(decomposed, 16);
        Assert.Multiple(() =>
        {
            Assert.That(text.Glyphs, Is.EqualTo(face.Shape(composed, 16).Glyphs));
            Assert.That(text.Width, Is.EqualTo(face.Shape(composed, 16).Width));
        });
    }

    [Test]
    public void Line_WiderThanThePane_EndsWithAnEllipsisInside()
    {
        const string name = "Sở Nông nghiệp và Môi trường tỉnh Khánh Hòa";
        ShapedText line = Typesetter.Line(face, name, 16, 150);
        Assert.Multiple(() =>
        {
            Assert.That(line.Width, Is.InRange(120, 150));
            Assert.That(line.Glyphs[^1], Is.EqualTo(face.Shape("…", 16).Glyphs[0]));
        });
    }

    [Test]
    public void Line_DecomposedLetterAtTheCut_KeepsItsMarks()
    {
        string name = string.Concat(Enumerable.Repeat("E\u0302\u0301", 30));
        ShapedText line = Typesetter.Line(face, name, 16, 100);
        ushort letter = face.Shape("Ế", 16).Glyphs[0];
        Assert.That(line.Glyphs[..^1], Is.Not.Empty.And.All.EqualTo(letter));
    }

    [TestCase("", 100f)]
    [TestCase("   ", -5f)]
    [TestCase("Ninh Hòa", -5f)]
    [TestCase("Ninh Hòa", 1f)]
    public void Line_NoRoom_StillGivesALine(string name, float width) =>
        Assert.That(Typesetter.Line(face, name, 16, width).Glyphs, Has.Length.LessThan(2));

    [Test]
    public void Lines_TwiceTheWidth_BreaksBetweenWordsNearTheMiddle()
    {
        ShapedText[] lines = Typesetter.Lines(face, "UBND phường Bắc Nha Trang", 16, 140);
        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Length.EqualTo(2));
            Assert.That(lines.Select(line => line.Width), Has.All.LessThanOrEqualTo(140));
            Assert.That(lines[0].Glyphs, Is.EqualTo(face.Shape("UBND phường", 16).Glyphs));
        });
    }

    [TestCase("a\nb", "a b")]
    [TestCase("\u202Eevil\u200D\u0007", "evil")]
    [TestCase("  Ninh   Hòa ", "Ninh Hòa")]
    public void Clean_ControlsAndFormatting_BecomeSpaces(string name, string clean) =>
        Assert.That(Typesetter.Clean(name), Is.EqualTo(clean));

    [Test]
    public void Clean_EndlessName_IsBounded() =>
        Assert.That(Typesetter.Clean(new string('x', 1_000_000)), Has.Length.LessThan(200));

    [Test]
    public void Renderer_FontMissing_NamesThePackage() =>
        Assert.That(
            () => new CaptionRenderer(new CaptionFonts("/nowhere/a.ttf", "/nowhere/b.ttf")),
            Throws.TypeOf<CaptionException>().With.Message.Contains(CaptionFonts.Package).And.Message.Contains("/nowhere/a.ttf"));

    [Test]
    public void Renderer_FileIsNoFont_SaysSo()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.ttf");
        File.WriteAllText(path, "not a font");
        try
        {
            Assert.That(
                () => new CaptionRenderer(new CaptionFonts(path, path)),
                Throws.TypeOf<CaptionException>().With.Message.Contains("cannot be read"));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
