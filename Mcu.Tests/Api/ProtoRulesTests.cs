using Google.Protobuf.Reflection;
using Mcu.V1;

namespace Mcu.Tests.Api;

/// <summary>Rules that every message of mcu.v1 keeps.</summary>
public sealed class ProtoRulesTests
{
    private static readonly string[] Questions =
        ["List", "Get", "ListSites", "FloorQueue", "ShowContent", "Snapshot", "Watch", "Events", "Info"];

    private static IEnumerable<FileDescriptor> Files => [ConferenceReflection.Descriptor, NodeReflection.Descriptor];

    [Test]
    public void Requests_ThatChangeSomething_CarryAnOpIdFirst()
    {
        foreach (MethodDescriptor method in Files.SelectMany(file => file.Services).SelectMany(service => service.Methods))
        {
            FieldDescriptor? opId = method.InputType.FindFieldByName("op_id");
            Assert.That(opId?.FieldNumber, Is.EqualTo(Questions.Contains(method.Name) ? null : 1), method.FullName);
        }
    }

    [Test]
    public void Enums_Zero_IsUnspecified()
    {
        foreach (EnumDescriptor type in Files.SelectMany(file => file.EnumTypes))
        {
            Assert.That(type.FindValueByNumber(0).Name, Does.EndWith("_UNSPECIFIED"), type.FullName);
        }
    }
}
